package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Struct;
import dev.lintel.failure.FailedRecord;
import org.apache.beam.sdk.transforms.DoFn;

/** Outputs a record that has no row as a failure, or fails the job. */
final class MissingFn extends DoFn<Struct, FailedRecord<Struct>> {
  private final PlannedLookup lookup;

  MissingFn(PlannedLookup lookup) {
    this.lookup = lookup;
  }

  @ProcessElement
  public void process(@Element Struct element, OutputReceiver<FailedRecord<Struct>> out) {
    boolean hasKey = lookup.keyPositions().stream().noneMatch(element::isNull);
    String why =
        hasKey
            ? lookup.table() + " has no row for the key of the record"
            : "the key of the record is null";
    if (lookup.whenMissing() == MissingPolicy.FAIL) {
      throw new IllegalStateException(
          "Lookup %s, whose \"whenMissing\" is \"fail\": %s".formatted(lookup.name(), why));
    }
    out.output(FailedRecord.of(lookup.table(), element, ErrorCode.NOT_FOUND, why));
  }
}
