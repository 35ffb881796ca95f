package dev.lintel.compare;

import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Struct;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Finds the rows of a key range that differ, and reads few others: compares checksums, splits a
 * range that differs and goes on with the parts that differ, and reads only the last small ranges.
 *
 * <p>A range of n rows is split into up to {@value #PARTS} parts at once, whose checksums come with
 * one query a side. So one row among n is found with about log<sub>32</sub>(n / 500) levels of
 * three queries, and the reading of at most 500 rows a side: for a million rows, 3 levels. A range
 * of which most parts differ is read whole, and so is one with a row that is too large for a query
 * to compute its checksum.
 *
 * <p>Not thread-safe.
 */
final class RangeBisection {
  /** Ranges of so many rows are read: a query of their parts would hardly be cheaper. */
  static final int MAX_ROWS_READ = 500;

  /** Few enough for 16 key columns of each key to be parameters of one query, which takes 950. */
  static final int PARTS = 32;

  /** A part is as long as so many of the keys that are chosen at random, so parts are similar. */
  private static final long KEYS_A_PART = 8;

  private final SideSnapshot expected;
  private final SideSnapshot actual;
  private final RowMerge merge;
  private final ComparisonWork work;
  private final boolean hasChecksums;

  RangeBisection(
      TableComparison comparison, SideSnapshot expected, SideSnapshot actual, ComparisonWork work) {
    this.expected = expected;
    this.actual = actual;
    this.merge = RowMerge.of(comparison);
    this.work = work;
    this.hasChecksums = expected.hasChecksums() && actual.hasChecksums();
  }

  /**
   * Compares the rows of a range.
   *
   * @param differences gets the rows that differ, in key order
   * @return how many rows were compared, also those of ranges whose checksums are the same
   */
  RowCounts compare(RowRange range, Consumer<RowDifference> differences)
      throws InterruptedException {
    Optional<Checksums> checksums = hasChecksums ? checksums(range, List.of()) : Optional.empty();
    return checksums.isPresent()
        ? compare(List.of(range), checksums.get(), differences)
        : read(range, differences);
  }

  private RowCounts compare(
      List<RowRange> ranges, Checksums checksums, Consumer<RowDifference> differences)
      throws InterruptedException {
    RowCounts counts = RowCounts.NONE;
    for (int i = 0; i < ranges.size(); i++) {
      RangeChecksum left = checksums.expected().get(i);
      RangeChecksum right = checksums.actual().get(i);
      counts =
          counts.plus(
              left.isSame(right)
                  ? new RowCounts(left.rows(), right.rows())
                  : resolve(ranges.get(i), left.rows(), right.rows(), differences));
    }
    return counts;
  }

  /** Finds the differences of a range that is known to have some. */
  private RowCounts resolve(
      RowRange range, long expectedRows, long actualRows, Consumer<RowDifference> differences)
      throws InterruptedException {
    long rows = Math.max(expectedRows, actualRows);
    if (rows <= MAX_ROWS_READ || expectedRows == 0 || actualRows == 0) {
      return read(range, differences);
    }
    List<Struct> keys = splitKeys(expectedRows >= actualRows ? expected : actual, range, rows);
    if (keys.isEmpty()) {
      return read(range, differences);
    }
    ImmutableList<RowRange> parts = range.splitAt(keys);
    Optional<Checksums> checksums = checksums(range, keys);
    return checksums.isEmpty() || 2 * checksums.get().different() > parts.size()
        ? read(range, differences)
        : compare(parts, checksums.get(), differences);
  }

  /** Returns keys that split a range of so many rows into parts of about the same size. */
  private List<Struct> splitKeys(SideSnapshot side, RowRange range, long rows) {
    int parts = (int) Math.min(PARTS, 2 * rows / MAX_ROWS_READ + 1);
    work.keyQueries++;
    List<Struct> keys = side.sample(range, Math.max(1, rows / (parts * KEYS_A_PART)));
    if (keys.isEmpty()) {
      // Hardly ever: no key was chosen. The middle will do.
      work.keyQueries++;
      return side.keyAfter(range, rows / 2);
    }
    return thinned(keys, parts - 1);
  }

  /** Returns at most so many of the keys, evenly spread. */
  static List<Struct> thinned(List<Struct> keys, int most) {
    if (keys.size() <= most) {
      return keys;
    }
    ImmutableList.Builder<Struct> few = ImmutableList.builder();
    for (int i = 0; i < most; i++) {
      few.add(keys.get((int) ((i + 1L) * keys.size() / (most + 1))));
    }
    return few.build();
  }

  /**
   * The checksums of the same ranges of both sides.
   *
   * @param expected those of the expected side
   * @param actual those of the actual side
   */
  private record Checksums(List<RangeChecksum> expected, List<RangeChecksum> actual) {
    int different() {
      int different = 0;
      for (int i = 0; i < expected.size(); i++) {
        different += expected.get(i).isSame(actual.get(i)) ? 0 : 1;
      }
      return different;
    }
  }

  /** Returns the checksums; empty if a database cannot compute them. */
  private Optional<Checksums> checksums(RowRange range, List<Struct> keys)
      throws InterruptedException {
    work.checksumQueries += 2;
    CompletableFuture<List<RangeChecksum>> left = expected.checksums(range, keys);
    CompletableFuture<List<RangeChecksum>> right = actual.checksums(range, keys);
    Optional<List<RangeChecksum>> ofExpected = await(left, expected);
    Optional<List<RangeChecksum>> ofActual = await(right, actual);
    return ofExpected.isEmpty() || ofActual.isEmpty()
        ? Optional.empty()
        : Optional.of(new Checksums(ofExpected.get(), ofActual.get()));
  }

  private static <T> Optional<T> await(CompletableFuture<T> result, SideSnapshot side)
      throws InterruptedException {
    try {
      return Optional.of(result.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SpannerException refused && side.isTooLarge(refused)) {
        return Optional.empty();
      }
      Throwables.throwIfUnchecked(e.getCause());
      throw new IllegalStateException(e.getCause());
    }
  }

  private RowCounts read(RowRange range, Consumer<RowDifference> differences) {
    work.rangesRead++;
    try (ResultSet left = expected.rows(range);
        ResultSet right = actual.rows(range)) {
      RowCounts counts =
          merge.merge(new StructIterator(left), new StructIterator(right), differences);
      work.rowsRead += counts.expected() + counts.actual();
      return counts;
    }
  }
}
