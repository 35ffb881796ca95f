package dev.lintel.compare;

import dev.lintel.coders.SerializedValue;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.SpannerLineage;
import dev.lintel.connection.TwiceConnectedDoFn;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Compares the rows of ranges. */
final class CompareRangeFn extends TwiceConnectedDoFn<RowRange, RowDifference> {
  private final SerializedValue<ComparedSnapshots> spec;
  private final TupleTag<RowDifference> differences;
  private final TupleTag<KV<String, RowCounts>> counts;

  private final Counter ranges = Metrics.counter(CompareTables.class, "ranges");
  private final Counter checksumQueries = Metrics.counter(CompareTables.class, "checksum_queries");
  private final Counter keyQueries = Metrics.counter(CompareTables.class, "key_queries");
  private final Counter rangesRead = Metrics.counter(CompareTables.class, "ranges_read");
  private final Counter rowsRead = Metrics.counter(CompareTables.class, "rows_read");

  CompareRangeFn(
      CompareTables spec,
      TupleTag<RowDifference> differences,
      TupleTag<KV<String, RowCounts>> counts) {
    super(spec.getExpectedConfig(), spec.getActualConfig());
    this.spec = SerializedValue.of(spec.getSnapshots());
    this.differences = differences;
    this.counts = counts;
  }

  @ProcessElement
  public void process(@Element RowRange range, MultiOutputReceiver out)
      throws InterruptedException {
    ComparedSnapshots snapshots = spec.get();
    TableComparison comparison = snapshots.tables().get(range.table());
    var work = new ComparisonWork();
    var bisection =
        new RangeBisection(
            comparison,
            snapshots.expected(comparison, connection()),
            snapshots.actual(comparison, secondConnection()),
            work);
    RowCounts compared = bisection.compare(range, out.get(differences)::output);
    out.get(counts).output(KV.of(comparison.getTable(), compared));
    SpannerLineage.read(connection(), comparison.getExpected().table().getName());
    SpannerLineage.read(secondConnection(), comparison.getActual().table().getName());
    ranges.inc();
    checksumQueries.inc(work.checksumQueries);
    keyQueries.inc(work.keyQueries);
    rangesRead.inc(work.rangesRead);
    rowsRead.inc(work.rowsRead);
    ConnectionMetrics.report();
  }
}
