package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.TimestampBound;
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
 * @param schemaOrNull the schema of the database; if null, it is read from the database
 */
record ReadColumns(@Nullable DatabaseSchema schemaOrNull) implements Serializable {

  /**
   * Returns the columns that the read names, unchecked, or else all readable columns that its table
   * has in the snapshot.
   *
   * @param snapshot the timestamp that the read is at
   * @throws IllegalArgumentException if the read names no columns and the table does not exist
   */
  ImmutableList<String> of(ReadSpec spec, SpannerConnection connection, Timestamp snapshot)
      throws InterruptedException {
    if (!spec.getColumns().isEmpty()) {
      return spec.getColumns();
    }
    DatabaseSchema schema =
        schemaOrNull != null
            ? schemaOrNull
            : connection.cached(
                DatabaseSchema.class,
                snapshot,
                self ->
                    SchemaReader.read(
                        self.databaseClient(), TimestampBound.ofReadTimestamp(snapshot)));
    return describe(spec, schema, connection).stream()
        .map(Column::getName)
        .collect(toImmutableList());
  }

  /**
   * As {@link #of}, but checked, with the types that the database gives, and for a snapshot that is
   * still to begin. It reads the schema again each time.
   */
  ImmutableList<Column> describe(
      ReadSpec spec, SpannerConnection connection, TimestampBound snapshot) {
    DatabaseSchema schema =
        schemaOrNull != null
            ? schemaOrNull
            : SchemaReader.read(connection.databaseClient(), snapshot);
    return describe(spec, schema, connection);
  }

  private static ImmutableList<Column> describe(
      ReadSpec spec, DatabaseSchema schema, SpannerConnection connection) {
    String name = spec.getTable().orElseThrow();
    Table table =
        schema
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
}
