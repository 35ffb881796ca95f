package dev.lintel.compare;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.Lease;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import dev.lintel.transforms.RequestOptions;
import java.util.ArrayList;
import java.util.List;

/** Two databases of the emulator that are compared. */
final class TwoDatabases implements AutoCloseable {
  private final SpannerEmulator emulator;
  private final EmulatorDatabase expectedDatabase;
  private final EmulatorDatabase actualDatabase;
  private final Lease expected;
  private final Lease actual;

  private TwoDatabases(
      SpannerEmulator emulator, EmulatorDatabase expectedDatabase, EmulatorDatabase actualDatabase)
      throws InterruptedException {
    this.emulator = emulator;
    this.expectedDatabase = expectedDatabase;
    this.actualDatabase = actualDatabase;
    this.expected = SpannerConnections.acquire(expectedConfig());
    this.actual = SpannerConnections.acquire(actualConfig());
  }

  /** Creates two databases of the same DDL. */
  static TwoDatabases of(SpannerEmulator emulator, Dialect dialect, String... ddl)
      throws InterruptedException {
    return of(emulator, dialect, List.of(ddl), dialect, List.of(ddl));
  }

  static TwoDatabases of(
      SpannerEmulator emulator,
      Dialect dialect,
      List<String> ddl,
      Dialect actualDialect,
      List<String> actualDdl)
      throws InterruptedException {
    return new TwoDatabases(
        emulator,
        emulator.createDatabase(dialect, ddl),
        emulator.createDatabase(actualDialect, actualDdl));
  }

  ConnectionConfig expectedConfig() {
    return EmulatorConfig.of(expectedDatabase);
  }

  ConnectionConfig actualConfig() {
    return EmulatorConfig.of(actualDatabase);
  }

  SpannerConnection expected() {
    return expected.connection();
  }

  SpannerConnection actual() {
    return actual.connection();
  }

  void writeBoth(List<Mutation> mutations) {
    write(expected(), mutations);
    write(actual(), mutations);
  }

  static void write(SpannerConnection connection, List<Mutation> mutations) {
    for (int i = 0; i < mutations.size(); i += 2_000) {
      connection
          .databaseClient()
          .write(mutations.subList(i, Math.min(i + 2_000, mutations.size())));
    }
  }

  /** Returns the comparison of all columns of a table. */
  TableComparison table(String name) {
    DatabaseSchema left = SchemaReader.read(expected().databaseClient());
    DatabaseSchema right = SchemaReader.read(actual().databaseClient());
    return TableComparison.of(
        left.getDialect(),
        left.findTable(name).orElseThrow(),
        right.getDialect(),
        right.findTable(name).orElseThrow());
  }

  /** Returns the snapshots of this moment. */
  ComparedSnapshots snapshots(TableComparison... tables) {
    return new ComparedSnapshots(
        ImmutableList.copyOf(tables), now(expected()), now(actual()), RequestOptions.NONE);
  }

  static Timestamp now(SpannerConnection connection) {
    try (ReadOnlyTransaction transaction =
        connection.databaseClient().singleUseReadOnlyTransaction()) {
      try (ResultSet rows = transaction.executeQuery(Statement.of("SELECT 1"))) {
        rows.next();
      }
      return transaction.getReadTimestamp();
    }
  }

  /** Compares a whole table, as it is now, by checksums. */
  List<RowDifference> differences(TableComparison table, ComparisonWork work)
      throws InterruptedException {
    List<RowDifference> differences = new ArrayList<>();
    compare(table, work, differences);
    return differences;
  }

  RowCounts compare(TableComparison table, ComparisonWork work, List<RowDifference> differences)
      throws InterruptedException {
    ComparedSnapshots snapshots = snapshots(table);
    return new RangeBisection(
            table, snapshots.expected(table, expected()), snapshots.actual(table, actual()), work)
        .compare(RowRange.all(0), differences::add);
  }

  /** Compares a whole table, as it is now, by reading all rows. */
  List<RowDifference> differencesOfAllRows(TableComparison table) {
    ComparedSnapshots snapshots = snapshots(table);
    List<RowDifference> differences = new ArrayList<>();
    try (ResultSet left = snapshots.expected(table, expected()).rows(RowRange.all(0));
        ResultSet right = snapshots.actual(table, actual()).rows(RowRange.all(0))) {
      RowMerge.of(table)
          .merge(new StructIterator(left), new StructIterator(right), differences::add);
    }
    return differences;
  }

  /** Returns the checksum of all rows of a side. */
  static RangeChecksum checksum(SideSnapshot side) throws InterruptedException {
    return side.checksums(RowRange.all(0), List.<Struct>of()).join().get(0);
  }

  @Override
  public void close() {
    expected.close();
    actual.close();
    emulator.dropDatabase(expectedDatabase);
    emulator.dropDatabase(actualDatabase);
  }
}
