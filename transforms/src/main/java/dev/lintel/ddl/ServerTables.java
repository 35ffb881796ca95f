package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.ddl.TableDefinition.Interleave;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.InformationSchema;
import dev.lintel.schema.InformationSchema.Row;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tables whose DDL cannot be read, as INFORMATION_SCHEMA describes them. Row deletion policies,
 * synonyms and the like are not in its views.
 */
final class ServerTables {

  private static final Pattern CREATE_TABLE =
      Pattern.compile("\\s*CREATE\\s+TABLE\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final ImmutableMap<List<String>, Row> columns;
  private final ImmutableListMultimap<List<String>, DdlOption> options;
  private final ImmutableListMultimap<String, CheckDefinition> checks;

  private ServerTables(InformationSchema views) {
    this.columns =
        views.rows("columns").stream()
            .collect(toImmutableMap(row -> column(views, row), row -> row, (one, other) -> one));
    this.options =
        views.rows("column_options").stream()
            .collect(toImmutableListMultimap(row -> column(views, row), this::option));
    this.checks = CheckRows.read(views);
  }

  /**
   * Adds the tables that a definition lacks, and removes the statements that they cannot be read
   * from. Queries the server only if there are any.
   *
   * @param schema all tables that the definition has to have
   */
  static DatabaseDefinition complete(
      DatabaseDefinition definition, InformationSchema views, DatabaseSchema schema) {
    ImmutableList<Table> missing =
        schema.getTables().stream()
            .filter(
                table ->
                    definition.getTables().stream()
                        .noneMatch(known -> known.getName().equals(table.getName())))
            .collect(toImmutableList());
    if (missing.isEmpty()) {
      return definition;
    }
    views.ask("columns", "column_options", "check_constraints", "table_constraints");
    ServerTables tables = new ServerTables(views);
    List<TableDefinition> all = new ArrayList<>(definition.getTables());
    missing.forEach(table -> all.add(tables.define(table)));
    ImmutableSet<String> names =
        missing.stream().map(Table::getName).collect(ImmutableSet.toImmutableSet());
    Dialect dialect = definition.getDialect();
    return definition.toBuilder()
        .setTables(all)
        .setUnreadTables(names.asList())
        .setDdl(without(definition.getDdl(), names, dialect))
        .setNotExpressible(without(definition.getNotExpressible(), names, dialect))
        .build();
  }

  private static ImmutableList<String> without(
      List<String> ddl, ImmutableSet<String> tables, Dialect dialect) {
    return ddl.stream().filter(text -> !defines(text, tables, dialect)).collect(toImmutableList());
  }

  private static boolean defines(String text, ImmutableSet<String> tables, Dialect dialect) {
    DdlStatement statement = DdlScript.printed(dialect, List.of(text)).getStatements().get(0);
    return switch (statement.getKind()) {
      case TABLE -> tables.contains(statement.getName().orElseThrow());
      case COLUMN, CONSTRAINT -> tables.contains(statement.getTable().orElseThrow());
      // Nothing is known of a statement that has no end, but what it begins with.
      default -> CREATE_TABLE.matcher(text).matches();
    };
  }

  private TableDefinition define(Table table) {
    TableDefinition.Builder definition =
        TableDefinition.builder()
            .setName(table.getName())
            .setPrimaryKey(table.getPrimaryKey())
            .setColumns(table.getColumns().stream().map(column -> define(table, column)).toList())
            .setChecks(checks.get(table.getName()))
            .setForeignKeys(
                table.getForeignKeys().stream()
                    .map(key -> new ForeignKeyDefinition(key, /* enforced= */ true))
                    .toList());
    table
        .getParent()
        .ifPresent(
            parent ->
                definition.setInterleave(
                    new Interleave(
                        parent, Interleave.Kind.IN_PARENT, table.getOnDelete().orElseThrow())));
    return definition.build();
  }

  private ColumnDefinition define(Table table, Column column) {
    List<String> key = List.of(table.getName(), column.getName());
    Row row = columns.get(key);
    ColumnDefinition.Builder definition =
        ColumnDefinition.builder()
            .setName(column.getName())
            .setType(column.getType())
            .setSqlType(column.getTypeName())
            .setNullable(column.isNullable())
            .setHidden(row.flag("is_hidden"))
            .setOptions(options.get(key));
    if (column.getSource() == Column.Source.GENERATED) {
      definition
          .setGenerationExpression(row.text("generation_expression"))
          .setStored(row.flag("is_stored"));
    } else if (row.flag("is_identity")) {
      definition.setIdentity(identity(row));
    } else {
      row.find("column_default").ifPresent(definition::setDefaultExpression);
    }
    return definition.build();
  }

  private static CounterDefinition identity(Row row) {
    CounterDefinition.Builder counter =
        CounterDefinition.builder()
            .setStart(row.find("identity_start_with_counter").map(Long::parseLong))
            .setSkipRangeMin(row.find("identity_skip_range_min").map(Long::parseLong))
            .setSkipRangeMax(row.find("identity_skip_range_max").map(Long::parseLong));
    row.find("identity_kind")
        .map(kind -> kind.toLowerCase(Locale.ROOT).replaceFirst("_sequence$", ""))
        .ifPresent(counter::setKind);
    return counter.build();
  }

  private DdlOption option(Row row) {
    String value = row.text("option_value");
    boolean quoted = Optional.of(row.text("option_type")).filter("STRING"::equals).isPresent();
    return new DdlOption(
        row.text("option_name"), quoted ? "'" + value.replace("'", "\\'") + "'" : value);
  }

  private static List<String> column(InformationSchema views, Row row) {
    return List.of(views.tableName(row), row.text("column_name"));
  }
}
