package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.SerializedValue;
import dev.lintel.schema.DatabaseSchema;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.ValueInSingleWindow;

/** Outputs the places of a few rows, on average one in so many bytes of rows. */
final class SampleKeysFn extends DoFn<ValueInSingleWindow<Mutation>, byte[]> {

  private final SerializedValue<DatabaseSchema> schema;
  private final long bytesASample;

  // Worker scoped.
  private transient SortPlaces places;

  // Bundle scoped.
  private transient long bytesLeft;

  SampleKeysFn(DatabaseSchema schema, long bytesASample) {
    this.schema = SerializedValue.of(schema);
    this.bytesASample = bytesASample;
  }

  @Setup
  public void setUp() {
    places = new SortPlaces(schema.get());
  }

  @StartBundle
  public void startBundle() {
    // So that a small bundle has a sample as often as its size deserves.
    bytesLeft = ThreadLocalRandom.current().nextLong(bytesASample);
  }

  @ProcessElement
  public void process(@Element ValueInSingleWindow<Mutation> row, OutputReceiver<byte[]> out) {
    bytesLeft -= MutationBytes.estimate(row.getValue());
    if (bytesLeft < 0) {
      bytesLeft = bytesASample / 2 + ThreadLocalRandom.current().nextLong(bytesASample);
      out.output(places.beginningOf(row.getValue()));
    }
  }
}
