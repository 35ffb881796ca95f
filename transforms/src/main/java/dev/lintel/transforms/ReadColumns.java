package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds the columns that reads of tables ask for. Immutable and thread-safe.
 *
 * @param schemaOrNull the schema of the database; if null, each process reads it once
 */
record ReadColumns(@Nullable DatabaseSchema schemaOrNull) implements Serializable {

  /**
   * Returns the columns that the read names, unchecked, or else all readable columns of its table.
   *
   * @throws IllegalArgumentException if the read names no columns and the table does not exist
   */
  ImmutableList<String> of(ReadSpec spec, SpannerConnection connection) {
    if (!spec.getColumns().isEmpty()) {
      return spec.getColumns();
    }
    return describe(spec, connection).stream().map(Column::getName).collect(toImmutableList());
  }

  /** As {@link #of}, but checked and with the types that the database gives. */
  ImmutableList<Column> describe(ReadSpec spec, SpannerConnection connection) {
    String name = spec.getTable().orElseThrow();
    Table table =
        schema(connection)
            .findTable(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no table " + name + " in " + connection.config().describe()));
    checkArgument(
        spec.getIndex().isEmpty() || !spec.getColumns().isEmpty(),
        "A read by index %s has to name its columns",
        spec.getIndex().orElse(""));
    if (spec.getColumns().isEmpty()) {
      return table.getColumns().stream().filter(Column::isReadable).collect(toImmutableList());
    }
    return spec.getColumns().stream()
        .map(
            column ->
                table
                    .findColumn(column)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "Table " + name + " has no column " + column)))
        .collect(toImmutableList());
  }

  private DatabaseSchema schema(SpannerConnection connection) {
    return schemaOrNull != null
        ? schemaOrNull
        : connection.cached(DatabaseSchema.class, self -> SchemaReader.read(self.databaseClient()));
  }
}
