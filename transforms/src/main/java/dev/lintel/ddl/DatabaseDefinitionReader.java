package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.InformationSchema;
import dev.lintel.schema.InformationSchema.Row;
import java.util.List;
import java.util.TreeSet;

/**
 * Reads all that a database says of itself: its DDL, and from INFORMATION_SCHEMA and the functions
 * that tell of counters what DDL leaves out.
 *
 * <p>One strong read-only transaction; nothing is asked that the DDL does not call for. What a
 * server does not tell is taken as absent: the emulator tells of no counters in GoogleSQL, nor of
 * those of identity columns.
 */
public final class DatabaseDefinitionReader {

  private DatabaseDefinitionReader() {}

  /**
   * The definition with the names that the server gave to unnamed constraints, with named schemas
   * that its DDL leaves out, with live counters, and with the exact types of protocol buffer
   * columns. Blocks; safe to call from any thread.
   *
   * @param ddl what {@code getDatabaseDdl} returns
   * @throws com.google.cloud.spanner.SpannerException if the database cannot be read
   */
  public static DatabaseDefinition read(DatabaseClient client, List<String> ddl) {
    Dialect dialect = client.getDialect();
    DatabaseDefinition definition = DatabaseDefinition.of(dialect, ddl);
    try (ReadOnlyTransaction transaction = client.readOnlyTransaction()) {
      InformationSchema views = new InformationSchema(transaction, dialect);
      ServerNames names = new ServerNames(views, definition);
      ServerCounters counters = new ServerCounters(transaction, dialect);
      ServerColumns columns = new ServerColumns(views, definition);
      return definition.toBuilder()
          .setNamedSchemas(schemas(views, definition.getNamedSchemas()))
          .setTables(
              definition.getTables().stream()
                  .map(names::complete)
                  .map(columns::complete)
                  .map(counters::complete)
                  .collect(toImmutableList()))
          .setSequences(
              definition.getSequences().stream().map(counters::complete).collect(toImmutableList()))
          .build();
    }
  }

  /**
   * The DDL with CREATE SCHEMA for the named schemas that it leaves out, so that {@link
   * DdlScript#missingFrom} finds them there.
   */
  public static ImmutableList<String> withNamedSchemas(DatabaseClient client, List<String> ddl) {
    Dialect dialect = client.getDialect();
    List<String> told = DatabaseDefinition.of(dialect, ddl).getNamedSchemas();
    try (ReadOnlyTransaction transaction = client.readOnlyTransaction()) {
      InformationSchema views = new InformationSchema(transaction, dialect);
      ImmutableList.Builder<String> all = ImmutableList.builder();
      schemas(views, told).stream()
          .filter(schema -> !told.contains(schema))
          .forEach(schema -> all.add(createSchema(dialect, schema)));
      return all.addAll(ddl).build();
    }
  }

  static String createSchema(Dialect dialect, String schema) {
    return "CREATE SCHEMA " + Identifiers.quote(dialect, schema);
  }

  private static ImmutableList<String> schemas(InformationSchema views, List<String> told) {
    TreeSet<String> untold = new TreeSet<>();
    for (Row row : views.rows("schemata", "schema_name")) {
      String name = row.text("schema_name");
      if (!name.isEmpty() && !(views.dialect() == Dialect.POSTGRESQL && name.equals("public"))) {
        untold.add(name);
      }
    }
    return ImmutableSet.<String>builder().addAll(told).addAll(untold).build().asList();
  }
}
