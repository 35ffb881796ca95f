package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/** Outputs the Id of a row, its timestamp and the last moment of its window, in milliseconds. */
final class DescribeRowFn extends DoFn<Mutation, String> {
  @ProcessElement
  public void process(
      @Element Mutation row,
      @Timestamp Instant timestamp,
      BoundedWindow window,
      OutputReceiver<String> out) {
    long id = row.asMap().get("Id").getInt64();
    out.output(id + " " + timestamp.getMillis() + " " + window.maxTimestamp().getMillis());
  }
}
