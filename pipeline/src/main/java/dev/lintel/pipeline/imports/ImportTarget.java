package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Dialect;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.DatabaseCreation;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.run.UsageException;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.DdlScript;
import dev.lintel.schema.DdlStatement;
import dev.lintel.schema.SchemaReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The database that an import writes to, as it is and as the DDL file makes it.
 *
 * @param config how to reach it
 * @param exists whether there is such a database
 * @param missing the statements of the DDL file for what it lacks
 * @param schema what it looks like with them
 */
record ImportTarget(
    ConnectionConfig config, boolean exists, List<String> missing, DatabaseSchema schema) {

  private static final Pattern DROP =
      Pattern.compile(
          "DROP\\b|ALTER\\s+TABLE\\s+(IF\\s+EXISTS\\s+)?(ONLY\\s+)?\\S+\\s+DROP\\b",
          Pattern.CASE_INSENSITIVE);

  /**
   * Looks at the database and changes nothing.
   *
   * @param ddl the text of the DDL file, if there is one
   * @throws UsageException if the DDL cannot be read or drops anything, or there is no database and
   *     no DDL to make one
   */
  static ImportTarget inspect(ConnectionConfig config, Optional<String> ddl)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      SpannerConnection connection = lease.connection();
      DatabaseSchema current = SchemaReader.read(connection.databaseClient());
      if (ddl.isEmpty()) {
        return new ImportTarget(config, true, List.of(), current);
      }
      DdlScript script = parse(ddl.get(), current.getDialect());
      return new ImportTarget(
          config,
          true,
          texts(script.missingFrom(connection.getDdl())),
          planned(() -> script.plannedOn(current)));
    } catch (ConnectionFailedException e) {
      if (!e.isDatabaseMissing()) {
        throw e;
      }
      if (ddl.isEmpty()) {
        throw new UsageException(
            "--databaseId: there is no " + config.describe() + "; --ddlFile creates one");
      }
      DdlScript script = parse(ddl.get(), Dialect.GOOGLE_STANDARD_SQL);
      return new ImportTarget(
          config, false, texts(script.getStatements()), planned(script::planned));
    }
  }

  private static DdlScript parse(String ddl, Dialect dialect) {
    DdlScript script;
    try {
      script = DdlScript.parse(ddl, dialect);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--ddlFile: " + e.getMessage());
    }
    // A script that drops what it then creates would empty the tables with every import.
    List<String> drops =
        script.getStatements().stream()
            .filter(statement -> DROP.matcher(statement.getText()).lookingAt())
            .map(
                statement ->
                    "--ddlFile: line %d drops something, and an import only creates what is missing; leave it out: %s"
                        .formatted(
                            statement.getLine(), statement.getText().replaceAll("\\s+", " ")))
            .toList();
    if (!drops.isEmpty()) {
      throw new UsageException(drops);
    }
    return script;
  }

  private static DatabaseSchema planned(java.util.function.Supplier<DatabaseSchema> plan) {
    try {
      return plan.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--ddlFile: " + e.getMessage());
    }
  }

  private static List<String> texts(List<DdlStatement> statements) {
    return statements.stream().map(DdlStatement::getText).toList();
  }

  /** Creates what is missing, and gives the schema as it then is. */
  DatabaseSchema create() throws InterruptedException {
    if (!exists) {
      DatabaseCreation.create(config, missing);
    }
    try (var lease = SpannerConnections.acquire(config)) {
      SpannerConnection connection = lease.connection();
      if (exists) {
        connection.updateDdl(missing);
      }
      return SchemaReader.read(connection.databaseClient());
    }
  }
}
