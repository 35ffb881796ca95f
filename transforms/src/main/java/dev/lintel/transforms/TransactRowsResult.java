package dev.lintel.transforms;

import com.google.common.collect.ImmutableMap;
import dev.lintel.failure.FailedRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * The outputs of a {@link TransactRows}. Each element is in exactly one of the three collections.
 *
 * @param <T> the type of the elements
 */
public final class TransactRowsResult<T> extends TaggedOutputs {
  private final PCollection<AppliedElement<T>> applied;
  private final PCollection<AppliedElement<T>> duplicates;
  private final PCollection<FailedRecord<T>> failed;

  TransactRowsResult(
      Pipeline pipeline,
      TupleTag<AppliedElement<T>> appliedTag,
      PCollection<AppliedElement<T>> applied,
      TupleTag<AppliedElement<T>> duplicatesTag,
      PCollection<AppliedElement<T>> duplicates,
      TupleTag<FailedRecord<T>> failedTag,
      PCollection<FailedRecord<T>> failed) {
    super(
        pipeline,
        ImmutableMap.of(appliedTag, applied, duplicatesTag, duplicates, failedTag, failed));
    this.applied = applied;
    this.duplicates = duplicates;
    this.failed = failed;
  }

  /** Returns the elements that were applied, each with its own window and timestamp. */
  public PCollection<AppliedElement<T>> getApplied() {
    return applied;
  }

  /**
   * Returns the elements that changed nothing, because an element of their id had been applied
   * before, with the timestamp of that commit. Among them are those that an earlier attempt of
   * their own bundle has applied: what is to happen after each element belongs behind this
   * collection, too.
   */
  public PCollection<AppliedElement<T>> getDuplicates() {
    return duplicates;
  }

  /**
   * Returns the elements that changed nothing, because Spanner rejected what they were to change or
   * a function of the user threw an exception, each with its own code and message. Their ids are
   * not recorded, so they can be given to the same step again. The table of a record is the first
   * one that the step reads or, if it reads none, that of the ids.
   */
  public PCollection<FailedRecord<T>> getFailed() {
    return failed;
  }
}
