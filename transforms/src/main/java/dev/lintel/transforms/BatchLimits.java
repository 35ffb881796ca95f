package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import dev.lintel.schema.MutationWeights;
import java.io.Serializable;

/**
 * How much one commit carries at most. A single mutation that exceeds a limit by itself is sent in
 * a commit of its own, and Spanner decides.
 *
 * @param maxRows the most mutations, each of which may be a whole row
 * @param maxWeight the most of what Spanner counts against its limit of 80,000 mutations a commit:
 *     columns and index entries, see {@link MutationWeights}
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
   * 500 rows and 1 MiB, as SpannerIO by default, and a quarter of Spanner's limit of mutations: a
   * commit holds locks while it is applied, and small ones spread better over the splits.
   */
  public static BatchLimits defaults() {
    return new BatchLimits(500, MutationWeights.COMMIT_LIMIT / 4, 1 << 20);
  }

  public BatchLimits withMaxRows(int maxRows) {
    return new BatchLimits(maxRows, maxWeight, maxBytes);
  }

  public BatchLimits withMaxWeight(long maxWeight) {
    return new BatchLimits(maxRows, maxWeight, maxBytes);
  }

  public BatchLimits withMaxBytes(long maxBytes) {
    return new BatchLimits(maxRows, maxWeight, maxBytes);
  }
}
