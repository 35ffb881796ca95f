package dev.lintel.benchmarks;

import com.google.cloud.spanner.Mutation;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Creates the sample rows as a collection, on the workers. */
final class SampleRowsInput extends PTransform<PBegin, PCollection<Mutation>> {
  private final SampleRows rows;
  private final Coder<Mutation> coder;

  SampleRowsInput(SampleRows rows, Coder<Mutation> coder) {
    this.rows = rows;
    this.coder = coder;
  }

  @Override
  public PCollection<Mutation> expand(PBegin begin) {
    return begin
        .apply("Keys", GenerateSequence.from(0).to(rows.count()))
        .apply("Rows", MapElements.into(TypeDescriptor.of(Mutation.class)).via(rows::row))
        .setCoder(coder);
  }
}
