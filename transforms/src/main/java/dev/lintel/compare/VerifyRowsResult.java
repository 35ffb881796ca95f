package dev.lintel.compare;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableMap;
import dev.lintel.failure.FailedRecord;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/** The outputs of a {@link VerifyRows}. Each mutation is in exactly one of the two collections. */
public final class VerifyRowsResult implements POutput {
  private final Pipeline pipeline;
  private final TupleTag<Mutation> verifiedTag;
  private final PCollection<Mutation> verified;
  private final TupleTag<FailedRecord<Mutation>> failedTag;
  private final PCollection<FailedRecord<Mutation>> failed;

  VerifyRowsResult(
      Pipeline pipeline,
      TupleTag<Mutation> verifiedTag,
      PCollection<Mutation> verified,
      TupleTag<FailedRecord<Mutation>> failedTag,
      PCollection<FailedRecord<Mutation>> failed) {
    this.pipeline = pipeline;
    this.verifiedTag = verifiedTag;
    this.verified = verified;
    this.failedTag = failedTag;
    this.failed = failed;
  }

  /** Returns the mutations whose rows are in the database as they were written, or are deleted. */
  public PCollection<Mutation> getVerified() {
    return verified;
  }

  /** Returns the mutations whose rows are not as they should be, each with the reason. */
  public PCollection<FailedRecord<Mutation>> getFailed() {
    return failed;
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return ImmutableMap.of(verifiedTag, verified, failedTag, failed);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
