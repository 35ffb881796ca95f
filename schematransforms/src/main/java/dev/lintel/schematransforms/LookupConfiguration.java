package dev.lintel.schematransforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import dev.lintel.transforms.LookupRows;
import dev.lintel.transforms.WhenMissing;
import java.util.List;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.transforms.providers.ErrorHandling;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The configuration of {@link SpannerLookupProvider}. Immutable. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SuppressWarnings("AutoValueImmutableFields") // Beam's schemas know List only.
public abstract class LookupConfiguration extends DatabaseConfiguration {

  @SchemaFieldDescription("Table to look rows up in.")
  public abstract String getTable();

  @SchemaFieldDescription("Secondary index to look up by. Default: the primary key of the table.")
  public abstract @Nullable String getIndex();

  @SchemaFieldDescription(
      "Fields of the input that form the key, in the order of the columns of the key; fewer match"
          + " all rows that begin with them. A field of a nested row is a.b.")
  public abstract List<String> getKeyFields();

  @SchemaFieldDescription("Columns of the table to add. Default: all that can be read.")
  public abstract @Nullable List<String> getColumns();

  @SchemaFieldDescription(
      "What the names of the added fields begin with, before the name of the column. Default:"
          + " nothing.")
  public abstract @Nullable String getPrefix();

  @SchemaFieldDescription(
      "What becomes of an input row without a row in the table: null adds nulls, drop leaves it"
          + " out, error makes it an error. Default: null.")
  public abstract @Nullable String getWhenMissing();

  @SchemaFieldDescription(
      "Where rows go whose lookup fails, with code and message. Default: the first one fails the"
          + " pipeline.")
  public abstract @Nullable ErrorHandling getErrorHandling();

  /** What becomes of an input row without a row in the table. */
  private enum Missing {
    NULL(WhenMissing.EMPTY),
    DROP(WhenMissing.DROP),
    ERROR(WhenMissing.SIDE_OUTPUT);

    private final WhenMissing policy;

    Missing(WhenMissing policy) {
      this.policy = policy;
    }
  }

  /**
   * Returns the lookup.
   *
   * @throws IllegalArgumentException if a field is not valid
   */
  LookupRows<Row> lookup() {
    Missing missing =
        getWhenMissing() == null
            ? Missing.NULL
            : FieldValues.oneOf("when_missing", getWhenMissing(), Missing.values());
    checkArgument(!getKeyFields().isEmpty(), "key_fields must name a field");
    LookupRows<Row> lookup =
        LookupRows.<Row>from(connection())
            .withTable(getTable())
            .withKeyFields(getKeyFields().toArray(new String[0]))
            .withWhenMissing(missing.policy)
            .withRequestOptions(requestOptions());
    return getIndex() == null ? lookup : lookup.withIndex(getIndex());
  }

  /**
   * Returns the columns that are added to rows.
   *
   * @throws IllegalArgumentException if there is no such table or column
   */
  AddedColumns added(DatabaseSchema database, Schema rows) {
    Table table = table(database, getTable());
    List<Column> columns =
        getColumns() == null
            ? table.getColumns().stream().filter(Column::isReadable).toList()
            : getColumns().stream().map(name -> column(table, name)).toList();
    return AddedColumns.to(rows, columns, getPrefix() == null ? "" : getPrefix());
  }

  private static Column column(Table table, String name) {
    return table
        .findColumn(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "columns: table %s has no column %s".formatted(table.getName(), name)));
  }
}
