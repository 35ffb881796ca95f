package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import dev.lintel.connection.Lease;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.faults.TcpRelay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server sends to compare tables, against what it sends to read them. */
@ExtendWith(SpannerEmulatorExtension.class)
class ComparedBytesIT {
  private static final int ROWS = 10_000;

  @Test
  void equalTablesTakeHardlyAnyBytes(SpannerEmulator emulator) throws Exception {
    try (TwoDatabases databases =
            TwoDatabases.of(
                emulator,
                Dialect.GOOGLE_STANDARD_SQL,
                "CREATE TABLE T (K INT64, V STRING(MAX)) PRIMARY KEY (K)");
        TcpRelay proxy = new TcpRelay(databases.expectedConfig().emulatorHost());
        Lease left =
            SpannerConnections.acquire(
                databases.expectedConfig().withEmulatorHost(proxy.address()));
        Lease right =
            SpannerConnections.acquire(
                databases.actualConfig().withEmulatorHost(proxy.address()))) {
      List<Mutation> rows = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        rows.add(row(i, "the value of row " + i));
      }
      databases.writeBoth(rows);
      TableComparison table = databases.table("T");
      ComparedSnapshots snapshots = databases.snapshots(table);
      SideSnapshot expected = snapshots.expected(table, left.connection());
      SideSnapshot actual = snapshots.actual(table, right.connection());

      proxy.takeBytes();
      List<RowDifference> differences = new ArrayList<>();
      List<Struct> keys = expected.sample(RowRange.all(0), PlanRangesFn.ROWS_A_RANGE);
      RowCounts counts = RowCounts.NONE;
      for (RowRange range : RowRange.all(0).splitAt(keys)) {
        counts =
            counts.plus(
                new RangeBisection(table, expected, actual, new ComparisonWork())
                    .compare(range, differences::add));
      }
      long compared = proxy.takeBytes();
      try (var first = expected.rows(RowRange.all(0));
          var second = actual.rows(RowRange.all(0))) {
        RowMerge.of(table)
            .merge(new StructIterator(first), new StructIterator(second), differences::add);
      }
      long read = proxy.takeBytes();

      assertThat(differences).isEmpty();
      assertThat(counts).isEqualTo(new RowCounts(ROWS, ROWS));
      assertThat(read).isGreaterThan(2L * ROWS * "the value of row".length());
      assertThat(compared).isPositive().isLessThan(read / 50);
    }
  }

  private static Mutation row(long key, String value) {
    return Mutation.newInsertOrUpdateBuilder("T").set("K").to(key).set("V").to(value).build();
  }
}
