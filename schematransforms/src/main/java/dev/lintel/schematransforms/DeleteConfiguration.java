package dev.lintel.schematransforms;

import com.google.auto.value.AutoValue;
import dev.lintel.transforms.DeleteRows;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.transforms.providers.ErrorHandling;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The configuration of {@link SpannerDeleteProvider}. Immutable. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class DeleteConfiguration extends DatabaseConfiguration {

  @SchemaFieldDescription(
      "Table to delete rows of. The input has a field for each column of its primary key; other"
          + " fields are ignored.")
  public abstract String getTable();

  @SchemaFieldDescription(
      "SQL condition that a row has to meet when it is deleted, such as LastSeen <"
          + " TIMESTAMP '2026-01-01T00:00:00Z'. Default: none.")
  public abstract @Nullable String getCondition();

  @SchemaFieldDescription(
      "Rows to delete per second, at most, in each worker process. Default: no limit.")
  public abstract @Nullable Integer getRowsPerSecond();

  @SchemaFieldDescription(
      "Where keys go whose rows cannot be deleted, with code and message. Default: the first one"
          + " fails the pipeline.")
  public abstract @Nullable ErrorHandling getErrorHandling();

  /**
   * Returns the delete.
   *
   * @throws IllegalArgumentException if a field is not valid
   */
  DeleteRows delete() {
    DeleteRows delete =
        DeleteRows.from(connection()).withTable(getTable()).withRequestOptions(requestOptions());
    if (getCondition() != null) {
      delete = delete.withCondition(getCondition());
    }
    return getRowsPerSecond() == null ? delete : delete.withRowsPerSecond(getRowsPerSecond());
  }
}
