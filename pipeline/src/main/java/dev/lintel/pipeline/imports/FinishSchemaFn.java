package dev.lintel.pipeline.imports;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectedDoFn;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.ddl.DatabaseDefinitionReader;
import java.util.List;

/**
 * Creates what comes after the rows: indexes, foreign keys, change streams. It creates only what is
 * missing, so it can be tried again, and a later import continues where this one stopped.
 */
final class FinishSchemaFn extends ConnectedDoFn<Integer, Void> {
  private final Dialect dialect;
  private final ImmutableList<String> statements;

  FinishSchemaFn(ConnectionConfig config, Dialect dialect, ImmutableList<String> statements) {
    super(config);
    this.dialect = dialect;
    this.statements = statements;
  }

  @ProcessElement
  public void process() throws InterruptedException {
    try {
      connection().updateDdl(missing());
    } catch (SpannerException e) {
      // Without the server's message, because it quotes the values of a row.
      throw new IllegalStateException(
          ("The rows that could be written are written, but Spanner answered %s when this was to be"
                  + " created after them: %s; fix the rows (see those that were rejected) and"
                  + " import again, which creates what is missing")
              .formatted(e.getErrorCode(), missing().get(0).replaceAll("\\s+", " ")));
    }
  }

  private List<String> missing() {
    SpannerConnection connection = connection();
    List<String> existing =
        DatabaseDefinitionReader.withNamedSchemas(connection.databaseClient(), connection.getDdl());
    return DesiredSchema.missing(DesiredSchema.parse(statements, dialect), existing);
  }
}
