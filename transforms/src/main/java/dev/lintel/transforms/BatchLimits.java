package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoBuilder;
import dev.lintel.schema.MutationWeights;
import java.io.Serializable;

/**
 * The limits of one commit. A single mutation that exceeds a limit is sent in a commit of its own,
 * and Spanner decides whether to accept it. Immutable.
 *
 * @param maxRows the most mutations; one mutation may write a whole row
 * @param maxWeight the most columns and index entries, which Spanner counts against its limit of
 *     80,000 a commit; see {@link MutationWeights}
 * @param maxBytes the most bytes, as estimated from the values
 */
public record BatchLimits(int maxRows, long maxWeight, long maxBytes) implements Serializable {

  /** Spanner's limit for the size of a commit. */
  private static final long COMMIT_BYTES = 100L << 20;

  public BatchLimits {
    checkArgument(maxRows >= 1, "maxRows must be at least 1, but is %s", maxRows);
    checkArgument(
        maxWeight >= 1 && maxWeight <= MutationWeights.COMMIT_LIMIT,
        "maxWeight must be between 1 and Spanner's limit of %s, but is %s",
        MutationWeights.COMMIT_LIMIT,
        maxWeight);
    checkArgument(
        maxBytes >= 1 && maxBytes <= COMMIT_BYTES,
        "maxBytes must be between 1 and Spanner's limit of %s, but is %s",
        COMMIT_BYTES,
        maxBytes);
  }

  /**
   * Returns 500 rows and 1 MiB, the defaults of SpannerIO, and a quarter of Spanner's limit of
   * mutations: a commit holds locks while it is applied, and small commits spread better over the
   * splits.
   */
  public static BatchLimits defaults() {
    return new BatchLimits(500, MutationWeights.COMMIT_LIMIT / 4, 1 << 20);
  }

  /**
   * Returns 2,000 rows and 4 MiB, and a quarter of Spanner's limit of mutations, for rows in the
   * order of their keys: Google advises commits of 1 to 5 MB for bulk loads, each within few splits
   * of the database.
   */
  public static BatchLimits ofSortedRows() {
    return defaults().withMaxRows(2_000).withMaxBytes(4 << 20);
  }

  /** Returns these limits with another number of mutations. */
  public BatchLimits withMaxRows(int maxRows) {
    return toBuilder().setMaxRows(maxRows).build();
  }

  /** Returns these limits with another weight. */
  public BatchLimits withMaxWeight(long maxWeight) {
    return toBuilder().setMaxWeight(maxWeight).build();
  }

  /** Returns these limits with another number of bytes. */
  public BatchLimits withMaxBytes(long maxBytes) {
    return toBuilder().setMaxBytes(maxBytes).build();
  }

  private Builder toBuilder() {
    return new AutoBuilder_BatchLimits_Builder(this);
  }

  @AutoBuilder
  abstract static class Builder {
    abstract Builder setMaxRows(int maxRows);

    abstract Builder setMaxWeight(long maxWeight);

    abstract Builder setMaxBytes(long maxBytes);

    abstract BatchLimits build();
  }
}
