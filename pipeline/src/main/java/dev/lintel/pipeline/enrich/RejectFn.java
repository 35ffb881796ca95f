package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import dev.lintel.failure.FailedRecord;
import dev.lintel.pipeline.formats.RecordDecoder;
import dev.lintel.pipeline.formats.RejectedRecord;
import dev.lintel.pipeline.formats.RejectedRecordWriter;
import dev.lintel.pipeline.summary.RejectionMetrics;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Converts a record whose lookup failed to the line of JSON of a rejected record. */
final class RejectFn extends DoFn<FailedRecord<Struct>, String> {
  private final EnrichPlan plan;
  private final String lookup;
  private final RejectionMetrics rejections = RejectionMetrics.create();

  // Worker scoped.
  private transient @Nullable RecordDecoder decoder;

  RejectFn(EnrichPlan plan, PlannedLookup lookup) {
    this.plan = plan;
    this.lookup = lookup.name();
  }

  @Setup
  public void setup() {
    decoder = plan.decoder();
  }

  @ProcessElement
  public void process(@Element FailedRecord<Struct> failure, OutputReceiver<String> out) {
    String errorCode = failure.getErrorCode().name();
    String message = "Lookup %s: %s".formatted(lookup, failure.getMessage());
    rejections.increment(EnrichPlan.RECORDS, errorCode, message);
    out.output(
        RejectedRecordWriter.toLine(
            new RejectedRecord(
                failure.getTable(),
                errorCode,
                message,
                // An element does not carry the position of its record.
                Optional.empty(),
                RejectedRecord.contentOf(decoder.toJson(failure.getElement())))));
  }
}
