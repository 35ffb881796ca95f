package dev.lintel.schematransforms;

import com.google.cloud.spanner.ErrorCode;
import dev.lintel.convert.ConversionException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.providers.ErrorHandling;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Rows that were converted, and the error rows of those that cannot be.
 *
 * @param <T> what rows are converted to
 */
record ConvertRows<T>(PCollection<T> converted, PCollection<Row> errors) {

  /**
   * Adds the step.
   *
   * @param errors the schema of the error rows
   * @param handling whether there is an output for errors; without it their messages go to logs,
   *     and quote no values
   * @param convert throws {@link ConversionException} for a row that cannot be converted
   */
  static <T> ConvertRows<T> apply(
      PCollection<Row> rows,
      Schema errors,
      @Nullable ErrorHandling handling,
      SerializableFunction<Row, T> convert,
      Coder<T> coder) {
    var converted = new TupleTag<T>();
    var failed = new TupleTag<Row>();
    PCollectionTuple outputs =
        rows.apply(
            "Convert rows",
            ParDo.of(
                    new ConvertFn<>(
                        errors, ErrorHandling.hasOutput(handling), convert, converted, failed))
                .withOutputTags(converted, TupleTagList.of(failed)));
    return new ConvertRows<>(
        outputs.get(converted).setCoder(coder), outputs.get(failed).setRowSchema(errors));
  }

  private static final class ConvertFn<T> extends DoFn<Row, T> {
    private final Schema errors;
    private final boolean quotesValues;
    private final SerializableFunction<Row, T> convert;
    private final TupleTag<T> converted;
    private final TupleTag<Row> failed;

    ConvertFn(
        Schema errors,
        boolean quotesValues,
        SerializableFunction<Row, T> convert,
        TupleTag<T> converted,
        TupleTag<Row> failed) {
      this.errors = errors;
      this.quotesValues = quotesValues;
      this.convert = convert;
      this.converted = converted;
      this.failed = failed;
    }

    @ProcessElement
    public void process(@Element Row row, MultiOutputReceiver out) {
      try {
        out.get(converted).output(convert.apply(row));
      } catch (ConversionException e) {
        out.get(failed)
            .output(
                ErrorRows.of(
                    errors,
                    row,
                    ErrorCode.INVALID_ARGUMENT.name(),
                    quotesValues ? String.valueOf(e.getMessage()) : e.getMessageWithoutValue()));
      }
    }
  }
}
