package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import dev.lintel.failure.FailedRecord;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** The outputs of a {@link WriteRows}. Each mutation is in exactly one of the two collections. */
public final class WriteRowsResult implements POutput {
  private final Pipeline pipeline;
  private final TupleTag<Mutation> writtenTag;
  private final PCollection<Mutation> written;
  private final TupleTag<FailedRecord<Mutation>> failedTag;
  private final PCollection<FailedRecord<Mutation>> failed;

  WriteRowsResult(
      Pipeline pipeline,
      TupleTag<Mutation> writtenTag,
      PCollection<Mutation> written,
      TupleTag<FailedRecord<Mutation>> failedTag,
      PCollection<FailedRecord<Mutation>> failed) {
    this.pipeline = pipeline;
    this.writtenTag = writtenTag;
    this.written = written;
    this.failedTag = failedTag;
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

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(writtenTag, written, failedTag, failed);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
