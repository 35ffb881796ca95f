package dev.lintel.compare;

import com.google.cloud.spanner.Struct;
import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.ConnectedDoFn;
import java.util.List;

/** Divides tables into ranges, so that several workers share a large one. */
final class PlanRangesFn extends ConnectedDoFn<Integer, RowRange> {
  /**
   * About how many rows a range has. Spanner computes the checksum of so many in seconds, and a
   * range takes two small requests if it is equal.
   */
  static final long ROWS_A_RANGE = 131_072;

  /** Enough for hundreds of workers to be busy until the end. */
  private static final int MAX_RANGES = 5_000;

  private final SerializedValue<ComparedSnapshots> spec;

  PlanRangesFn(CompareTables spec) {
    super(spec.getExpectedConfig());
    this.spec = SerializedValue.of(spec.getSnapshots());
  }

  @ProcessElement
  public void process(@Element Integer table, OutputReceiver<RowRange> out) {
    ComparedSnapshots snapshots = spec.get();
    TableComparison comparison = snapshots.tables().get(table);
    SideSnapshot expected = snapshots.expected(comparison, connection());
    RowRange all = RowRange.all(table);
    // A table without key columns has at most one row.
    List<Struct> keys =
        comparison.getKeyPositions().isEmpty()
            ? List.of()
            : RangeBisection.thinned(expected.sample(all, ROWS_A_RANGE), MAX_RANGES - 1);
    all.splitAt(keys).forEach(out::output);
  }
}
