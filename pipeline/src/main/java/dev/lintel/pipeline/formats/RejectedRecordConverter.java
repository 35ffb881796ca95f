package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.JsonRowConverter;
import dev.lintel.convert.RowConverter;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TextRowConverter;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvReader;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the mutation that a rejected record, mended or not, was to become. Serializable and
 * thread-safe.
 */
public final class RejectedRecordConverter implements RowConverter<RejectedRecord> {
  private final Map<String, Table> tables;
  private final Mutation.Op operation;
  private final CsvLayout layout;
  private final TextFormat format;

  private final transient Map<String, JsonRowConverter> jsonConverters = new ConcurrentHashMap<>();
  private final transient Map<List<String>, TextRowConverter> textConverters =
      new ConcurrentHashMap<>();

  private RejectedRecordConverter(
      Map<String, Table> tables, Mutation.Op operation, CsvLayout layout, TextFormat format) {
    this.tables = tables;
    this.operation = operation;
    this.layout = layout;
    this.format = format;
  }

  /**
   * Converts records of these tables.
   *
   * @param layout the layout of the CSV files that the records were read from; their header, if
   *     they had one, is in the records
   * @param format the spelling of values in those files
   */
  public static RejectedRecordConverter of(
      List<Table> tables, Mutation.Op operation, CsvLayout layout, TextFormat format) {
    var byName = new HashMap<String, Table>();
    tables.forEach(table -> byName.put(table.getName().toLowerCase(Locale.ROOT), table));
    return new RejectedRecordConverter(
        byName, operation, layout.withHeader(CsvLayout.Header.NONE), format);
  }

  @Override
  public Mutation convert(RejectedRecord rejected) {
    Table table = tables.get(rejected.table().toLowerCase(Locale.ROOT));
    if (table == null) {
      throw ConversionException.ofRow("there is no table " + rejected.table());
    }
    if (rejected.content() instanceof RejectedRecord.Text text) {
      return text.format() == RecordFormat.CSV
          ? convertCsv(table, text)
          : convertJson(table, onlyRow(JsonLinesReader.of("", reader(text))));
    }
    return convertJson(table, ((RejectedRecord.Values) rejected.content()).record());
  }

  private Mutation convertJson(Table table, JsonNode row) {
    return jsonConverters
        .computeIfAbsent(table.getName(), name -> JsonRowConverter.of(table, operation))
        .convert(row);
  }

  private Mutation convertCsv(Table table, RejectedRecord.Text text) {
    List<String> columns =
        text.columns().isEmpty()
            ? table.getColumns().stream().filter(Column::isWritable).map(Column::getName).toList()
            : text.columns();
    List<String> row = onlyRow(CsvReader.of("", reader(text), layout, columns));
    var key = new ArrayList<>(columns);
    key.add(table.getName());
    try {
      return textConverters
          .computeIfAbsent(key, k -> TextRowConverter.of(table, columns, operation, format))
          .convert(row);
    } catch (IllegalArgumentException e) {
      throw ConversionException.ofRow(String.valueOf(e.getMessage()));
    }
  }

  private static StringReader reader(RejectedRecord.Text text) {
    return new StringReader(text.raw().text());
  }

  private static <R> R onlyRow(RecordReader<R> reader) {
    if (!reader.hasNext()) {
      throw ConversionException.ofRow("an empty record");
    }
    FileRecord<R> first = reader.next();
    if (first instanceof FileRecord.Malformed<R> malformed) {
      throw ConversionException.ofRow(malformed.problem());
    }
    if (reader.hasNext()) {
      throw ConversionException.ofRow("more than one record");
    }
    return ((FileRecord.Row<R>) first).row();
  }

  private Object readResolve() {
    return new RejectedRecordConverter(tables, operation, layout, format);
  }
}
