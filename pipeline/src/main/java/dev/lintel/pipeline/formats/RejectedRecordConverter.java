package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.JsonRowConverter;
import dev.lintel.convert.RowConverter;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Converts a rejected record, corrected or not, to the mutation that the record was to become.
 * Serializable and thread-safe.
 */
public final class RejectedRecordConverter implements RowConverter<RejectedRecord> {

  /** What the converter of a text depends on. */
  private record TextOf(String table, RecordFormat format, TextSettings settings) {}

  private final Map<String, Table> tables;
  private final Mutation.Op operation;
  private final TextSettings settings;

  private final transient Map<String, RowConverter<JsonNode>> jsonConverters =
      new ConcurrentHashMap<>();
  private final transient Map<TextOf, Function<RawText, Mutation>> textConverters =
      new ConcurrentHashMap<>();

  private RejectedRecordConverter(
      Map<String, Table> tables, Mutation.Op operation, TextSettings settings) {
    this.tables = tables;
    this.operation = operation;
    this.settings = settings;
  }

  /**
   * Converts records of these tables.
   *
   * @param settings how the text of a record is read that does not say so itself
   */
  public static RejectedRecordConverter of(
      List<Table> tables, Mutation.Op operation, TextSettings settings) {
    var byName = new HashMap<String, Table>();
    tables.forEach(table -> byName.put(table.getName().toLowerCase(Locale.ROOT), table));
    return new RejectedRecordConverter(byName, operation, settings.ofSingleRecords());
  }

  @Override
  public Mutation convert(RejectedRecord rejected) {
    Table table = tables.get(rejected.table().toLowerCase(Locale.ROOT));
    if (table == null) {
      throw ConversionException.ofRow("there is no table " + rejected.table());
    }
    if (rejected.content() instanceof RejectedRecord.Text text) {
      return textConverter(table, text).apply(text.raw());
    }
    return jsonConverters
        .computeIfAbsent(table.getName(), name -> JsonRowConverter.of(table, operation))
        .convert(((RejectedRecord.Values) rejected.content()).record());
  }

  private Function<RawText, Mutation> textConverter(Table table, RejectedRecord.Text text) {
    List<String> columns =
        text.columns().isEmpty()
            ? table.getColumns().stream().filter(Column::isWritable).map(Column::getName).toList()
            : text.columns();
    TextSettings ofText = text.settings().orElse(settings).withColumns(columns);
    try {
      return textConverters.computeIfAbsent(
          new TextOf(table.getName(), text.format(), ofText),
          key -> Formats.of(text.format()).textConverter(table, operation, ofText));
    } catch (IllegalArgumentException e) {
      throw ConversionException.ofRow(String.valueOf(e.getMessage()));
    }
  }

  private Object readResolve() {
    return new RejectedRecordConverter(tables, operation, settings);
  }
}
