package dev.lintel.pipeline.load;

import com.google.cloud.spanner.Dialect;
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
final class FinishSchemaFn extends ConnectedDoFn<Void, Void> {
  private final Dialect dialect;
  private final ImmutableList<String> statements;
  private final String run;

  /**
   * @param run identifies the run: what one attempt has begun, the next one waits for
   */
  FinishSchemaFn(
      ConnectionConfig config, Dialect dialect, ImmutableList<String> statements, String run) {
    super(config);
    this.dialect = dialect;
    this.statements = statements;
    this.run = run;
  }

  @ProcessElement
  public void process() throws InterruptedException {
    new SchemaFinish(connection()::updateDdl, this::missing, run).create();
  }

  private List<String> missing() {
    SpannerConnection connection = connection();
    List<String> existing =
        DatabaseDefinitionReader.withNamedSchemas(connection.databaseClient(), connection.getDdl());
    return DesiredSchema.missing(DesiredSchema.parse(statements, dialect), existing);
  }
}
