package dev.lintel.transforms;

import com.google.common.collect.ImmutableMap;
import dev.lintel.failure.FailedRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * The outputs of a {@link LookupRows}. Each element is in exactly one of the three collections,
 * with its own window, timestamp and pane, unless {@link WhenMissing#DROP} drops it.
 *
 * @param <T> the type of the elements
 */
public final class LookupRowsResult<T> extends TaggedOutputs {
  private final PCollection<LookedUp<T>> found;
  private final PCollection<T> missing;
  private final PCollection<FailedRecord<T>> failed;

  LookupRowsResult(
      Pipeline pipeline,
      TupleTag<LookedUp<T>> foundTag,
      PCollection<LookedUp<T>> found,
      TupleTag<T> missingTag,
      PCollection<T> missing,
      TupleTag<FailedRecord<T>> failedTag,
      PCollection<FailedRecord<T>> failed) {
    super(pipeline, ImmutableMap.of(foundTag, found, missingTag, missing, failedTag, failed));
    this.found = found;
    this.missing = missing;
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
}
