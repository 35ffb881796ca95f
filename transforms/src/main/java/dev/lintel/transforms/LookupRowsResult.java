package dev.lintel.transforms;

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

/**
 * The outputs of a {@link LookupRows}. Each element is in exactly one of the three collections,
 * with its own window, timestamp and pane, unless {@link WhenMissing#DROP} drops it.
 *
 * @param <T> the type of the elements
 */
public final class LookupRowsResult<T> implements POutput {
  private final Pipeline pipeline;
  private final TupleTag<LookedUp<T>> foundTag;
  private final PCollection<LookedUp<T>> found;
  private final TupleTag<T> missingTag;
  private final PCollection<T> missing;
  private final TupleTag<FailedRecord<T>> failedTag;
  private final PCollection<FailedRecord<T>> failed;

  LookupRowsResult(
      Pipeline pipeline,
      TupleTag<LookedUp<T>> foundTag,
      PCollection<LookedUp<T>> found,
      TupleTag<T> missingTag,
      PCollection<T> missing,
      TupleTag<FailedRecord<T>> failedTag,
      PCollection<FailedRecord<T>> failed) {
    this.pipeline = pipeline;
    this.foundTag = foundTag;
    this.found = found;
    this.missingTag = missingTag;
    this.missing = missing;
    this.failedTag = failedTag;
    this.failed = failed;
  }

  /** Returns the elements with at least one row, each with all of its rows. */
  public PCollection<LookedUp<T>> getFound() {
    return found;
  }

  /** Returns the elements without a row; empty unless {@link WhenMissing#SIDE_OUTPUT} is set. */
  public PCollection<T> getMissing() {
    return missing;
  }

  /** Returns the elements with a key that Spanner rejects, with its code and message. */
  public PCollection<FailedRecord<T>> getFailed() {
    return failed;
  }

  @Override
  public Pipeline getPipeline() {
    return pipeline;
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return ImmutableMap.of(foundTag, found, missingTag, missing, failedTag, failed);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
