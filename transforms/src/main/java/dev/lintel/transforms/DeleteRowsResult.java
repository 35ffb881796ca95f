package dev.lintel.transforms;

import com.google.cloud.spanner.Key;
import com.google.common.collect.ImmutableMap;
import dev.lintel.failure.FailedRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/** The outputs of a {@link DeleteRows}. Each key is in exactly one of the three collections. */
public final class DeleteRowsResult extends TaggedOutputs {
  private final PCollection<Key> deleted;
  private final PCollection<Key> changed;
  private final PCollection<FailedRecord<Key>> failed;

  DeleteRowsResult(
      Pipeline pipeline,
      TupleTag<Key> deletedTag,
      PCollection<Key> deleted,
      TupleTag<Key> changedTag,
      PCollection<Key> changed,
      TupleTag<FailedRecord<Key>> failedTag,
      PCollection<FailedRecord<Key>> failed) {
    super(pipeline, ImmutableMap.of(deletedTag, deleted, changedTag, changed, failedTag, failed));
    this.deleted = deleted;
    this.changed = changed;
    this.failed = failed;
  }

  /** Returns the keys of the rows that were deleted, each with its own window and timestamp. */
  public PCollection<Key> getDeleted() {
    return deleted;
  }

  /**
   * Returns the keys of which no row was deleted, because the row does not meet the condition any
   * more, or is gone.
   */
  public PCollection<Key> getChanged() {
    return changed;
  }

  /**
   * Returns the keys whose delete Spanner rejected, each with the code and message of its own
   * rejection; also keys that are no key of the table.
   */
  public PCollection<FailedRecord<Key>> getFailed() {
    return failed;
  }
}
