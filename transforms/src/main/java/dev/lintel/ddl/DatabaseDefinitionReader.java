package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.Deadline;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.InformationSchema;
import dev.lintel.schema.InformationSchema.Row;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads the full definition of a database: its DDL and, from INFORMATION_SCHEMA and the functions
 * that return counters, what the DDL leaves out.
 *
 * <p>It reads in one strong read-only transaction, and only what the DDL requires. What a server
 * does not show counts as absent: the emulator shows no counters in GoogleSQL, and none of identity
 * columns.
 */
public final class DatabaseDefinitionReader {

  private static final int MOST_ATTEMPTS = 5;

  private DatabaseDefinitionReader() {}

  /** As {@link #read(DatabaseClient, List, DatabaseSchema)}, but only what the DDL shows. */
  public static DatabaseDefinition read(DatabaseClient client, List<String> ddl) {
    return read(client, ddl, DatabaseSchema.of(client.getDialect(), List.of()));
  }

  /**
   * Reads the definition, including the names that the server gave to unnamed constraints, the
   * named schemas that its DDL leaves out, the current values of counters, and the exact types of
   * protocol buffer columns. Blocks; safe to call from any thread.
   *
   * @param ddl the result of {@code getDatabaseDdl}
   * @param schema the tables that the definition has to have; one whose DDL cannot be read is taken
   *     from INFORMATION_SCHEMA
   * @throws com.google.cloud.spanner.SpannerException if the database cannot be read within two
   *     minutes, with all retries
   */
  public static DatabaseDefinition read(
      DatabaseClient client, List<String> ddl, DatabaseSchema schema) {
    return Deadline.within(Deadline.OF_DESCRIPTION, () -> definition(client, ddl, schema));
  }

  private static DatabaseDefinition definition(
      DatabaseClient client, List<String> ddl, DatabaseSchema schema) {
    Dialect dialect = client.getDialect();
    return inTransaction(
        client, transaction -> complete(DatabaseDefinition.of(dialect, ddl), transaction, schema));
  }

  private static DatabaseDefinition complete(
      DatabaseDefinition described, ReadContext transaction, DatabaseSchema schema) {
    Dialect dialect = described.getDialect();
    InformationSchema views = new InformationSchema(transaction, dialect);
    DatabaseDefinition definition = ServerTables.complete(described, views, schema);
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

  /**
   * Reads in one transaction. If another one begins in the same process, some emulators end this
   * one; then it is begun again.
   */
  private static <T> T inTransaction(DatabaseClient client, Function<ReadContext, T> read) {
    for (int attempt = 1; ; attempt++) {
      try (ReadOnlyTransaction transaction = client.readOnlyTransaction()) {
        return read.apply(transaction);
      } catch (SpannerException e) {
        boolean ended =
            e.getErrorCode() == ErrorCode.FAILED_PRECONDITION
                && String.valueOf(e.getMessage()).contains("Invalid transaction ID");
        if (!ended || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Returns the DDL with a CREATE SCHEMA for each named schema that it leaves out, so that {@link
   * DdlScript#missingFrom} finds them. Blocks; safe to call from any thread.
   *
   * @throws com.google.cloud.spanner.SpannerException as {@link #read}
   */
  public static ImmutableList<String> withNamedSchemas(DatabaseClient client, List<String> ddl) {
    return Deadline.within(Deadline.OF_DESCRIPTION, () -> completed(client, ddl));
  }

  private static ImmutableList<String> completed(DatabaseClient client, List<String> ddl) {
    Dialect dialect = client.getDialect();
    List<String> known = DatabaseDefinition.of(dialect, ddl).getNamedSchemas();
    return inTransaction(
        client,
        transaction -> {
          InformationSchema views = new InformationSchema(transaction, dialect);
          ImmutableList.Builder<String> all = ImmutableList.builder();
          schemas(views, known).stream()
              .filter(schema -> !known.contains(schema))
              .forEach(schema -> all.add(createSchema(dialect, schema)));
          return all.addAll(ddl).build();
        });
  }

  static String createSchema(Dialect dialect, String schema) {
    return "CREATE SCHEMA " + Identifiers.quote(dialect, schema);
  }

  private static ImmutableList<String> schemas(InformationSchema views, List<String> known) {
    TreeSet<String> others = new TreeSet<>();
    for (Row row : views.rows("schemata")) {
      String name = row.text("schema_name");
      if (!name.isEmpty() && !(views.dialect() == Dialect.POSTGRESQL && name.equals("public"))) {
        others.add(name);
      }
    }
    return ImmutableSet.<String>builder().addAll(known).addAll(others).build().asList();
  }
}
