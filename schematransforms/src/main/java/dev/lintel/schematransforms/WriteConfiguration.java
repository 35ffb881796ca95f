package dev.lintel.schematransforms;

import com.google.auto.value.AutoValue;
import com.google.cloud.spanner.Mutation;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.apache.beam.sdk.schemas.transforms.providers.ErrorHandling;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The configuration of {@link SpannerWriteProvider}. Immutable. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class WriteConfiguration extends DatabaseConfiguration {
  private static final Mutation.Op[] MODES = {
    Mutation.Op.INSERT_OR_UPDATE, Mutation.Op.INSERT, Mutation.Op.UPDATE, Mutation.Op.REPLACE
  };

  @SchemaFieldDescription("Table to write to. The fields of the rows are columns of it.")
  public abstract String getTable();

  @SchemaFieldDescription(
      "How a row is written: insert_or_update, insert, update or replace. Default:"
          + " insert_or_update, which may be repeated without harm.")
  public abstract @Nullable String getMode();

  @SchemaFieldDescription(
      "Where rows go that cannot be written, with code and message. Default: the first one fails"
          + " the pipeline.")
  public abstract @Nullable ErrorHandling getErrorHandling();

  /**
   * Returns the operation of the mode.
   *
   * @throws IllegalArgumentException if there is no such mode
   */
  Mutation.Op operation() {
    return getMode() == null
        ? Mutation.Op.INSERT_OR_UPDATE
        : FieldValues.oneOf("mode", getMode(), MODES);
  }
}
