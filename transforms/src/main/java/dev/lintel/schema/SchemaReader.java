package dev.lintel.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static java.util.Comparator.comparing;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ReadContext;
import com.google.cloud.spanner.ReadOnlyTransaction;
import com.google.cloud.spanner.TimestampBound;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.Deadline;
import dev.lintel.schema.InformationSchema.Row;
import dev.lintel.schema.Table.OnDelete;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the schema of a database from INFORMATION_SCHEMA.
 *
 * <p>At most eight queries read the tables, columns, indexes and constraints of all user schemas,
 * whatever the number of tables: one for the tables, then five at the same time, then two for
 * foreign keys. They run in one read-only transaction, so that the results are consistent. A table
 * or column that a schema change is still building is left out. A column of a type that this
 * release does not know is there, and is neither readable nor writable.
 *
 * <p>What a server does not show counts as absent. The emulator of Google Cloud SDK 528 shows no
 * identity columns (they read as {@link Column.Source#WRITER}), no actions of foreign keys (they
 * read as {@link Table.OnDelete#NO_ACTION}) and no vector lengths, calls PostgreSQL {@code text}
 * {@code character varying}, and pairs the columns of a foreign key with those of the referenced
 * key in the order of that key, whatever order the foreign key declares.
 */
public final class SchemaReader {

  private SchemaReader() {}

  /**
   * Reads the schema. Blocks; safe to call from any thread.
   *
   * @throws com.google.cloud.spanner.SpannerException if the database cannot be read within two
   *     minutes, with all retries
   * @throws IllegalStateException if the views do not show what a foreign key references, for
   *     example because the database role may not see it
   */
  public static DatabaseSchema read(DatabaseClient client) {
    return read(client, TimestampBound.strong());
  }

  /** As {@link #read(DatabaseClient)}, but reads the schema of a snapshot. */
  public static DatabaseSchema read(DatabaseClient client, TimestampBound bound) {
    return Deadline.within(
        Deadline.OF_DESCRIPTION,
        () -> {
          Dialect dialect = client.getDialect();
          try (ReadOnlyTransaction transaction = client.readOnlyTransaction(bound)) {
            return read(transaction, dialect);
          }
        });
  }

  static DatabaseSchema read(ReadContext context, Dialect dialect) {
    InformationSchema views = new InformationSchema(context, dialect);
    views.ask("columns", "column_options", "indexes", "index_columns", "referential_constraints");
    ImmutableList<Row> baseTables =
        views.tables().stream()
            .filter(row -> row.find("table_type").orElse("BASE TABLE").equals("BASE TABLE"))
            .filter(SchemaReader::isCommitted)
            .collect(toImmutableList());
    ImmutableSet<String> names =
        baseTables.stream().map(views::tableName).collect(ImmutableSet.toImmutableSet());
    ImmutableListMultimap<String, Column> columns = columns(views, names);
    IndexRows indexes = IndexRows.read(views);
    ImmutableListMultimap<String, ForeignKey> foreignKeys = ForeignKeyRows.read(views);
    ParentNames parents = new ParentNames(views, baseTables, indexes);

    ImmutableList.Builder<Table> tables = ImmutableList.builder();
    for (Row row : baseTables) {
      String name = views.tableName(row);
      Table.Builder table =
          Table.builder()
              .setName(name)
              .setColumns(columns.get(name))
              .setPrimaryKey(indexes.primaryKey(name))
              .setForeignKeys(foreignKeys.get(name))
              .setIndexes(indexes.secondary(name));
      parents.find(row).ifPresent(parent -> table.setParent(parent, onDelete(row)));
      tables.add(table.build());
    }
    return DatabaseSchema.of(
        views.dialect(), ImmutableList.sortedCopyOf(comparing(Table::getName), tables.build()));
  }

  private static boolean isCommitted(Row row) {
    return row.find("spanner_state").orElse("COMMITTED").equals("COMMITTED");
  }

  private static OnDelete onDelete(Row table) {
    return table.text("on_delete_action").equals("CASCADE") ? OnDelete.CASCADE : OnDelete.NO_ACTION;
  }

  /** A view may have columns of types that a table cannot have, such as STRUCT. */
  private static ImmutableListMultimap<String, Column> columns(
      InformationSchema views, ImmutableSet<String> tables) {
    ImmutableSet<List<String>> commitTimestamps =
        views.rows("column_options").stream()
            .filter(row -> row.text("option_name").equals("allow_commit_timestamp"))
            .filter(row -> row.flag("option_value"))
            .map(row -> List.of(views.tableName(row), row.text("column_name")))
            .collect(ImmutableSet.toImmutableSet());
    Comparator<Row> ordinal = comparing(row -> row.number("ordinal_position").orElse(0));
    return views.rows("columns").stream()
        .filter(SchemaReader::isCommitted)
        .filter(row -> tables.contains(views.tableName(row)))
        .sorted(ordinal)
        .collect(
            toImmutableListMultimap(views::tableName, row -> column(views, row, commitTimestamps)));
  }

  private static Column column(
      InformationSchema views, Row row, ImmutableSet<List<String>> commitTimestamps) {
    String name = row.text("column_name");
    String typeName = row.text("spanner_type");
    Optional<ColumnType> known = ColumnType.find(typeName, views.dialect());
    ColumnType type = known.orElseGet(() -> ColumnType.unbounded(typeName, Type.bytes()));
    Column.Builder column =
        Column.builder()
            .setName(name)
            .setTypeKnown(known.isPresent())
            .setType(type.type())
            .setTypeName(typeName)
            .setNullable(row.flag("is_nullable"))
            .setSource(source(row))
            .setDefaultUnique(
                row.flag("is_identity")
                    || row.find("column_default").filter(UniqueDefaults::isUnique).isPresent())
            .setCommitTimestampAllowed(
                type.isCommitTimestamp()
                    || commitTimestamps.contains(List.of(views.tableName(row), name)));
    type.maxLength().ifPresent(column::setMaxLength);
    return column.build();
  }

  private static Column.Source source(Row row) {
    if (row.text("is_generated").equals("ALWAYS")) {
      return Column.Source.GENERATED;
    }
    return row.find("column_default").isPresent() || row.flag("is_identity")
        ? Column.Source.DEFAULT
        : Column.Source.WRITER;
  }
}
