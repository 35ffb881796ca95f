package dev.lintel.ddl;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.Column.Source;
import dev.lintel.schema.ColumnType;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.Table;
import dev.lintel.schema.UniqueDefaults;
import java.util.Map;
import java.util.OptionalLong;

/** What RENAME and ALTER COLUMN change in the tables of a plan. */
final class PlannedAlteration {

  private PlannedAlteration() {}

  /**
   * Applies a statement. A table or column that does not exist is for the server to report.
   *
   * @param tables the tables by name, in any letter case
   */
  static void apply(DdlStatement statement, Map<String, Table> tables) {
    statement.renames().forEach(rename -> rename(rename, tables));
    DdlTokens tokens = statement.tokens();
    if (!tokens.skip("ALTER", "TABLE")) {
      return;
    }
    tokens.skip("IF", "EXISTS");
    tokens.skipOnly();
    Table table = tables.get(tokens.qualifiedName());
    if (table != null && tokens.skip("ALTER")) {
      tokens.skip("COLUMN");
      String name = tokens.identifier();
      ImmutableList<Column> columns =
          table.getColumns().stream()
              .map(
                  column ->
                      column.getName().equalsIgnoreCase(name) ? altered(column, tokens) : column)
              .collect(toImmutableList());
      tables.put(table.getName(), table.toBuilder().setColumns(columns).build());
    }
  }

  private static void rename(TableRename rename, Map<String, Table> tables) {
    Table renamed = tables.remove(rename.from());
    if (renamed == null) {
      return;
    }
    tables.put(rename.to(), renamed.toBuilder().setName(rename.to()).build());
    tables.replaceAll((name, table) -> withReferences(table, renamed.getName(), rename.to()));
  }

  private static Table withReferences(Table table, String from, String to) {
    Table.Builder builder =
        table.toBuilder()
            .setForeignKeys(
                table.getForeignKeys().stream()
                    .map(key -> withReference(key, from, to))
                    .collect(toImmutableList()));
    table
        .getParent()
        .filter(from::equalsIgnoreCase)
        .ifPresent(parent -> builder.setParent(to, table.getOnDelete().orElseThrow()));
    return builder.build();
  }

  private static ForeignKey withReference(ForeignKey key, String from, String to) {
    return key.getReferencedTable().equalsIgnoreCase(from)
        ? ForeignKey.of(key.getName(), key.getColumns(), to, key.getReferencedColumns())
            .withOnDelete(key.getOnDelete())
        : key;
  }

  private static Column altered(Column column, DdlTokens tokens) {
    Column.Builder altered = column.toBuilder();
    if (tokens.skip("SET", "NOT", "NULL")) {
      return altered.setNullable(false).build();
    }
    if (tokens.skip("DROP", "NOT", "NULL")) {
      return altered.setNullable(true).build();
    }
    if (tokens.skip("SET", "DEFAULT")) {
      int start = tokens.position();
      while (!tokens.atEnd()) {
        tokens.skipOne();
      }
      boolean unique = UniqueDefaults.isUnique(tokens.textFrom(start));
      return altered.setSource(Source.DEFAULT).setDefaultUnique(unique).build();
    }
    if (tokens.skip("DROP", "DEFAULT")) {
      return altered.setSource(Source.WRITER).setDefaultUnique(false).build();
    }
    if (tokens.skip("SET", "OPTIONS")) {
      DdlOption.read(tokens).stream()
          .filter(option -> option.name().equalsIgnoreCase("allow_commit_timestamp"))
          .forEach(
              option -> altered.setCommitTimestampAllowed(option.value().equalsIgnoreCase("TRUE")));
      return altered.build();
    }
    if (tokens.skip("SET", "DATA", "TYPE") || tokens.skip("TYPE")) {
      return withType(altered, TypeReader.read(tokens)).build();
    }
    return tokens.nextAre("SET") || tokens.nextAre("ALTER") || tokens.nextAre("ADD")
        ? column
        : redefined(column, tokens);
  }

  /** {@code ALTER COLUMN c STRING(9) NOT NULL}: of what is not said, only the options stay. */
  private static Column redefined(Column column, DdlTokens tokens) {
    Column given =
        ColumnReader.read(
                new TableElement(TableElement.ElementKind.COLUMN, column.getName(), tokens),
                UnknownClauses.rejectElements())
            .column();
    return given.toBuilder()
        .setCommitTimestampAllowed(
            given.isCommitTimestampAllowed() || column.isCommitTimestampAllowed())
        .build();
  }

  private static Column.Builder withType(Column.Builder column, ColumnType type) {
    OptionalLong maxLength = type.maxLength();
    column.setType(type.type()).setTypeName(type.name());
    return maxLength.isPresent()
        ? column.setMaxLength(maxLength.getAsLong())
        : column.setUnbounded();
  }
}
