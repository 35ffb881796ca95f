package dev.lintel.pipeline.imports;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import java.util.ArrayList;
import java.util.List;

/** What a database holds, as a test compares it. */
public final class Rows {
  private Rows() {}

  static ConnectionConfig config(EmulatorDatabase database) {
    return EmulatorConfig.of(database);
  }

  /** The rows of a query, each as text. */
  public static List<String> of(EmulatorDatabase database, String sql) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    try (var lease = SpannerConnections.acquire(config(database));
        var result =
            lease.connection().databaseClient().singleUse().executeQuery(Statement.of(sql))) {
      while (result.next()) {
        rows.add(result.getCurrentRowAsStruct().toString());
      }
    }
    return rows;
  }

  /** Writes these in one transaction. */
  public static Timestamp write(EmulatorDatabase database, Mutation... mutations)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config(database))) {
      return lease.connection().databaseClient().write(List.of(mutations));
    }
  }
}
