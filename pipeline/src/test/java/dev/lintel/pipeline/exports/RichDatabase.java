package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.common.io.Resources;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.DdlScript;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A database with a table for each type and each feature of DDL that the emulator has. */
public final class RichDatabase {
  private RichDatabase() {}

  /** The statements that insert its rows. */
  public static List<String> rows(Dialect dialect) throws IOException {
    return statements("dml", dialect);
  }

  /** Creates the database with the rows of these statements. */
  public static EmulatorDatabase create(
      SpannerEmulator emulator, Dialect dialect, List<String> rows)
      throws InterruptedException, IOException {
    EmulatorDatabase database = emulator.createDatabase(dialect, statements("ddl", dialect));
    try (var lease = SpannerConnections.acquire(DatabaseContents.config(database))) {
      lease
          .connection()
          .databaseClient()
          .readWriteTransaction()
          .run(
              transaction -> {
                rows.forEach(row -> transaction.executeUpdate(Statement.of(row)));
                return null;
              });
      // Not before there are rows: under a change stream, the emulator dies of null elements.
      lease.connection().updateDdl(statements("ddl2", dialect));
    }
    return database;
  }

  private static List<String> statements(String part, Dialect dialect) throws IOException {
    String name = dialect == Dialect.POSTGRESQL ? "postgresql" : "googlesql";
    String resource = String.format(Locale.ROOT, "%s.%s.sql", name, part);
    String text =
        Resources.toString(
            Resources.getResource(RichDatabase.class, resource), StandardCharsets.UTF_8);
    return DdlScript.parse(text, dialect).getStatements().stream()
        .map(DdlStatement::getText)
        .toList();
  }
}
