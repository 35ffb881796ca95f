package dev.lintel.transforms;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.lintel.schema.KeyOrder;
import java.util.Collections;
import java.util.List;

/**
 * Divides the places of rows into ranges of about the same number of bytes, as far as a sample of
 * places shows. Immutable and thread-safe.
 */
final class KeyRanges {

  /** So that the ranges differ in size by less than a half, mostly. */
  private static final int SAMPLES_A_RANGE = 8;

  /**
   * Ten for each of a hundred nodes: Google's advice for bulk loads is ten partitions a node, in
   * the order of the keys.
   */
  private static final int MOST_RANGES = 1_000;

  /** The first place of each range but the first. */
  private final ImmutableList<byte[]> starts;

  private KeyRanges(ImmutableList<byte[]> starts) {
    this.starts = starts;
  }

  /**
   * Returns the ranges.
   *
   * @param sample places in any order
   */
  static KeyRanges of(Iterable<byte[]> sample) {
    List<byte[]> sorted = Streams.stream(sample).sorted(KeyOrder::compare).toList();
    int ranges = Math.max(1, Math.min(MOST_RANGES, sorted.size() / SAMPLES_A_RANGE));
    ImmutableList.Builder<byte[]> starts = ImmutableList.builder();
    byte[] last = new byte[0];
    for (int i = 1; i < ranges; i++) {
      byte[] start = sorted.get((int) ((long) i * sorted.size() / ranges));
      if (KeyOrder.compare(last, start) < 0) {
        starts.add(start);
        last = start;
      }
    }
    return new KeyRanges(starts.build());
  }

  /** Returns how many ranges there are, at least one. */
  int count() {
    return starts.size() + 1;
  }

  /** Returns the number of the range of a place, from 0, in the order of the places. */
  int find(byte[] place) {
    int found = Collections.binarySearch(starts, place, KeyOrder::compare);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
