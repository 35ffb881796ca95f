package dev.lintel.pipeline.load;

import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.ValueToJson;
import dev.lintel.failure.FailedRecord;
import dev.lintel.pipeline.formats.RejectedRecord;
import dev.lintel.pipeline.formats.RejectedRecordWriter;
import dev.lintel.pipeline.summary.RejectionMetrics;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;

/** Converts a row that Spanner rejected to the line of JSON of a rejected record. */
final class DescribeFailureFn extends DoFn<FailedRecord<Mutation>, String> {
  private final RejectionMetrics rejections = RejectionMetrics.create();

  @ProcessElement
  public void process(@Element FailedRecord<Mutation> failure, OutputReceiver<String> out) {
    rejections.increment(failure.getTable(), failure.getErrorCode().name(), failure.getMessage());
    out.output(
        RejectedRecordWriter.toLine(
            new RejectedRecord(
                failure.getTable(),
                failure.getErrorCode().name(),
                failure.getMessage(),
                // A batch is sorted and deduplicated by key; the position of a row is no longer
                // known.
                Optional.empty(),
                new RejectedRecord.Values(ValueToJson.convert(failure.getElement())))));
  }
}
