package dev.lintel.ddl;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableMap;
import dev.lintel.schema.ColumnType;
import dev.lintel.schema.InformationSchema;
import dev.lintel.schema.InformationSchema.Row;
import java.util.List;
import java.util.Optional;

/**
 * What the server knows about columns and its DDL does not show: whether a protocol buffer column
 * is a message or an enum, and whether a generated column is stored and hidden, which is wrong in
 * the emulator's DDL.
 */
final class ServerColumns {

  private static final String TOKENLIST = "TOKENLIST";

  private final InformationSchema views;
  private final ImmutableMap<List<String>, Row> rows;

  /** Queries the server only if there is such a column. */
  ServerColumns(InformationSchema views, DatabaseDefinition definition) {
    this.views = views;
    boolean any =
        definition.getTables().stream()
            .flatMap(table -> table.getColumns().stream())
            .anyMatch(
                column -> isProtoOrEnum(column) || column.getGenerationExpression().isPresent());
    this.rows =
        any
            ? views.rows("columns").stream()
                .collect(
                    toImmutableMap(
                        row -> List.of(views.tableName(row), row.text("column_name")),
                        row -> row,
                        (one, other) -> one))
            : ImmutableMap.of();
  }

  TableDefinition complete(TableDefinition table) {
    return table.withColumns(column -> complete(table, column));
  }

  private ColumnDefinition complete(TableDefinition table, ColumnDefinition column) {
    Row row = rows.get(List.of(table.getName(), column.getName()));
    if (row == null) {
      return column;
    }
    ColumnDefinition.Builder completed = column.toBuilder();
    if (isProtoOrEnum(column)) {
      row.find("spanner_type")
          .flatMap(this::type)
          .ifPresent(type -> completed.setSqlType(type.name()).setType(type.type()));
    }
    if (column.getGenerationExpression().isPresent()) {
      row.find("is_stored").ifPresent(stored -> completed.setStored(row.flag("is_stored")));
      Optional<String> hidden = row.find("is_hidden");
      // A server without hidden columns in its views still requires search token lists to be
      // hidden.
      completed.setHidden(
          column.isHidden()
              || (hidden.isPresent()
                  ? row.flag("is_hidden")
                  : column.getSqlType().equals(TOKENLIST)));
    }
    return completed.build();
  }

  /** The emulator does not say more than the DDL, and says it in quotes. */
  private Optional<ColumnType> type(String name) {
    try {
      return Optional.of(ColumnType.parse(name, views.dialect()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isProtoOrEnum(ColumnDefinition column) {
    Type type = column.getType();
    Type.Code code =
        (type.getCode() == Type.Code.ARRAY ? type.getArrayElementType() : type).getCode();
    return code == Type.Code.PROTO || code == Type.Code.ENUM;
  }
}
