package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableMap;
import dev.lintel.failure.FailedRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/** The outputs of a {@link WriteRows}. Each mutation is in exactly one of the two collections. */
public final class WriteRowsResult extends TaggedOutputs {
  private final PCollection<Mutation> written;
  private final PCollection<FailedRecord<Mutation>> failed;

  WriteRowsResult(
      Pipeline pipeline,
      TupleTag<Mutation> writtenTag,
      PCollection<Mutation> written,
      TupleTag<FailedRecord<Mutation>> failedTag,
      PCollection<FailedRecord<Mutation>> failed) {
    super(pipeline, ImmutableMap.of(writtenTag, written, failedTag, failed));
    this.written = written;
    this.failed = failed;
  }

  /** Returns the mutations that were committed, each with its own window and timestamp. */
  public PCollection<Mutation> getWritten() {
    return written;
  }

  /**
   * Returns the mutations that Spanner rejected, each with the code and message of its own
   * rejection.
   */
  public PCollection<FailedRecord<Mutation>> getFailed() {
    return failed;
  }
}
