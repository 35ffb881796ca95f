package dev.lintel.schematransforms;

import dev.lintel.failure.FailedRecord;
import dev.lintel.failure.ValuelessMessage;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.transforms.providers.ErrorHandling;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The rows of the error output: {@code failed_row}, {@code error_code}, the name of Spanner's code,
 * and {@code error_message}. Pure.
 */
final class ErrorRows {
  private ErrorRows() {}

  /**
   * @param failed the schema of the rows that may fail
   */
  static Schema schema(Schema failed) {
    return Schema.builder()
        .addRowField("failed_row", failed)
        .addField("error_code", FieldType.STRING)
        .addField("error_message", FieldType.STRING)
        .build();
  }

  static Row of(Schema schema, Row row, String code, String message) {
    return Row.withSchema(schema).addValues(row, code, message).build();
  }

  static Row of(Schema schema, Row row, FailedRecord<?> failure) {
    return of(schema, row, failure.getErrorCode().name(), failure.getMessage());
  }

  /**
   * Adds the errors to the outputs under the name that {@code error_handling} gives; without it,
   * the first error fails the pipeline.
   */
  static PCollectionRowTuple addTo(
      PCollectionRowTuple outputs,
      @Nullable ErrorHandling handling,
      PCollectionList<Row> errors,
      Schema schema) {
    PCollection<Row> all = errors.apply("Flatten errors", Flatten.pCollections());
    all.setRowSchema(schema);
    if (ErrorHandling.hasOutput(handling)) {
      return outputs.and(handling.getOutput(), all);
    }
    all.apply("Fail on errors", ParDo.of(new FailFn()));
    return outputs;
  }

  /** Fails for any row. Its message goes to logs, and Spanner's words may hold the key. */
  private static final class FailFn extends DoFn<Row, Void> {
    @ProcessElement
    @SuppressWarnings("DoNotCallSuggester") // Beam calls it.
    public void process(@Element Row error) {
      throw new IllegalStateException(
          "%s: %s (set error_handling to collect the rows that fail)"
              .formatted(
                  error.getString("error_code"),
                  ValuelessMessage.of(error.getString("error_message"))));
    }
  }
}
