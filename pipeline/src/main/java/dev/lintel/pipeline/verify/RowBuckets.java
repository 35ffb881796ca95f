package dev.lintel.pipeline.verify;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.io.Serializable;
import java.util.List;

/**
 * Distributes the rows of all tables to numbered buckets, so that the rows of one key are in the
 * same bucket, and the rows of the export in one bucket fit into memory. Immutable and thread-safe.
 *
 * <p>A group for each key would do as well, but runners take much longer for many small groups.
 *
 * @param first the number of the first bucket of each table, and at the end that of all buckets
 */
record RowBuckets(ImmutableList<Integer> first) implements Serializable {

  /**
   * Buckets for tables.
   *
   * @param counts how many buckets each table gets, at least 1
   */
  static RowBuckets of(List<Integer> counts) {
    ImmutableList.Builder<Integer> first = ImmutableList.builder();
    int next = 0;
    for (int count : counts) {
      first.add(next);
      next += count;
    }
    return new RowBuckets(first.add(next).build());
  }

  /**
   * The bucket of a row.
   *
   * @param table the number of its table
   * @param place by which rows of the same key are equal
   */
  int bucketOf(int table, byte[] place) {
    int count = first.get(table + 1) - first.get(table);
    return first.get(table)
        + Math.floorMod(Hashing.murmur3_32_fixed().hashBytes(place).asInt(), count);
  }

  /** The number of the table whose rows are in a bucket. */
  int tableOf(int bucket) {
    int table = 0;
    while (first.get(table + 1) <= bucket) {
      table++;
    }
    return table;
  }
}
