package dev.lintel.benchmarks;

import com.google.cloud.NoCredentials;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.DatabaseId;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SessionPoolOptions;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerOptions;
import com.google.cloud.spanner.Statement;
import dev.lintel.emulator.EmulatorDatabase;
import java.util.ArrayList;
import java.util.List;

/**
 * The client library alone: one commit after the other, and reads in one stream.
 *
 * @param rowsACommit how many rows a commit has
 */
record PlainClient(int rowsACommit) implements WriteMethod, RowReader {

  /** The default of WriteRows and SpannerIO. */
  private static final int DEFAULT_ROWS_A_COMMIT = 500;

  PlainClient() {
    this(DEFAULT_ROWS_A_COMMIT);
  }

  @Override
  public void write(SampleRows rows, EmulatorDatabase target) {
    try (Spanner spanner = open(target)) {
      var client = clientOf(spanner, target);
      List<Mutation> batch = new ArrayList<>(rowsACommit);
      for (int key = 0; key < rows.count(); key++) {
        batch.add(rows.row(key));
        if (batch.size() == rowsACommit || key == rows.count() - 1) {
          // WriteRows and SpannerIO make the same call.
          client.writeAtLeastOnce(batch);
          batch.clear();
        }
      }
    }
  }

  /** Reads the whole table in one stream. */
  @Override
  public long read(EmulatorDatabase source) {
    try (Spanner spanner = open(source);
        var rows =
            clientOf(spanner, source)
                .singleUse()
                .read(SampleRows.TABLE, KeySet.all(), SampleRows.COLUMNS)) {
      long count = 0;
      while (rows.next()) {
        rows.getCurrentRowAsStruct();
        count++;
      }
      return count;
    }
  }

  static long countRows(EmulatorDatabase source) {
    try (Spanner spanner = open(source);
        var rows =
            clientOf(spanner, source).singleUse().executeQuery(Statement.of(SampleRows.COUNT))) {
      rows.next();
      return rows.getLong(0);
    }
  }

  static Spanner open(EmulatorDatabase target) {
    return SpannerOptions.newBuilder()
        .setProjectId(target.projectId())
        .setEmulatorHost(target.host())
        .setCredentials(NoCredentials.getInstance())
        // Otherwise the client looks for a monitoring service that does not exist and logs errors.
        .setBuiltInMetricsEnabled(false)
        // The multiplexed session serves all requests, so a pool would only cost start-up time.
        .setSessionPoolOption(SessionPoolOptions.newBuilder().setMinSessions(0).build())
        .build()
        .getService();
  }

  static DatabaseClient clientOf(Spanner spanner, EmulatorDatabase target) {
    return spanner.getDatabaseClient(
        DatabaseId.of(target.projectId(), target.instanceId(), target.databaseId()));
  }
}
