package dev.lintel.pipeline.formats;

import com.google.common.collect.ImmutableList;
import dev.lintel.convert.FieldMapping;
import dev.lintel.convert.JsonStrings;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TimestampUnit;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvLineBreaks;
import dev.lintel.pipeline.files.TextFileOptions;
import dev.lintel.pipeline.files.TextOptions;
import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What has to be known about files, because the files do not say it. Formats with a schema need the
 * mapping and the unit of timestamps only.
 *
 * @param layout how CSV files are laid out
 * @param values how values are spelled
 * @param columns the names of the columns of a file without a header, in order; empty if they are
 *     not known, or if a header has them
 * @param mapping which columns of a table the fields are written to
 * @param timestampUnit what integers of Avro and Parquet without a logical type count where they
 *     are read as timestamps; null if that is not given
 */
public record TextSettings(
    CsvLayout layout,
    TextFormat values,
    ImmutableList<String> columns,
    FieldMapping mapping,
    @Nullable TimestampUnit timestampUnit)
    implements Serializable {

  /** Settings whose fields are written to the columns of their own names. */
  public TextSettings(CsvLayout layout, TextFormat values, ImmutableList<String> columns) {
    this(layout, values, columns, FieldMapping.none(), /* timestampUnit= */ null);
  }

  /** No header, and the default layout and spelling. */
  public static TextSettings defaults() {
    return new TextSettings(CsvLayout.defaults(), TextFormat.defaults(), ImmutableList.of());
  }

  /** The settings of the files that {@link Format#openRows} writes. */
  public static TextSettings lossless() {
    return new TextSettings(CsvLayout.lossless(), TextFormat.lossless(), ImmutableList.of());
  }

  /** The settings that options give; adds to the problems what is wrong with them. */
  public static TextSettings of(TextFileOptions options, Problems problems) {
    return new TextSettings(
        TextOptions.layout(options, problems),
        TextOptions.format(options, problems),
        ImmutableList.of());
  }

  public TextSettings withLayout(CsvLayout value) {
    return new TextSettings(value, values, columns, mapping, timestampUnit);
  }

  public TextSettings withValues(TextFormat value) {
    return new TextSettings(layout, value, columns, mapping, timestampUnit);
  }

  /** Sets what a JSON string is where a document is expected. */
  public TextSettings withJsonStrings(JsonStrings value) {
    return new TextSettings(layout, values.withJsonStrings(value), columns, mapping, timestampUnit);
  }

  public TextSettings withColumns(List<String> value) {
    return new TextSettings(layout, values, ImmutableList.copyOf(value), mapping, timestampUnit);
  }

  /** Sets what integers count that are read as timestamps; null if that is not known. */
  public TextSettings withTimestampUnit(@Nullable TimestampUnit value) {
    return new TextSettings(layout, values, columns, mapping, value);
  }

  /** Sets which columns of a table the fields are written to. */
  public TextSettings withMapping(FieldMapping value) {
    return new TextSettings(layout, values, columns, value, timestampUnit);
  }

  /** The same settings for texts of one record each, which have neither a header nor columns. */
  TextSettings ofSingleRecords() {
    return new TextSettings(
        layout.withHeader(CsvLayout.Header.NONE).withLineBreaks(CsvLineBreaks.AUTO),
        values,
        ImmutableList.of(),
        mapping.withExpected(ImmutableList.of()).withReserved(ImmutableList.of()),
        /* timestampUnit= */ null);
  }

  /** Whether each file names its columns in its first record. */
  public boolean hasHeader() {
    return layout.header() == CsvLayout.Header.FIRST_RECORD;
  }
}
