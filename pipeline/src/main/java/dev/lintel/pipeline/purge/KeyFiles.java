package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.ConversionException;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.formats.OpenFile;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.RecordFiles;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.RejectedRecord;
import dev.lintel.pipeline.formats.RejectedRecordConverter;
import dev.lintel.pipeline.formats.RejectedRecordReader;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import dev.lintel.transforms.KeyParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files of keys of a table, each given by its place in the list.
 *
 * @param keys a table of the columns of the key only
 * @param settings how text is read
 * @param unpackLimit how much content a compressed file may have
 */
record KeyFiles(
    ImmutableList<KeySource.KeyFile> files,
    Table keys,
    TextSettings settings,
    UnpackLimit unpackLimit)
    implements RecordFiles<Integer, Key> {

  /** What the figures name in place of a table. */
  static final String KEYS = "(keys)";

  private static final String UNKNOWN_TABLE = "(unknown)";

  /** A table of the key's columns, whose values all come from the writer. */
  static Table keysOf(Table table) {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    for (KeyPart part : table.getPrimaryKey()) {
      columns.add(
          table.findColumn(part.getColumn()).orElseThrow().toBuilder()
              .setSource(Column.Source.WRITER)
              .setCommitTimestampAllowed(false)
              .build());
    }
    return Table.builder()
        .setName(table.getName())
        .setColumns(columns.build())
        .setPrimaryKey(table.getPrimaryKey())
        .build();
  }

  /** Opens a file that is not of rejected records. */
  static OpenFile<?> open(
      KeySource.KeyFile file, Table keys, TextSettings settings, UnpackLimit unpackLimit) {
    return file.formatOrNull()
        .open(DataFile.named(file.name()).limited(unpackLimit), settingsOf(keys, settings));
  }

  private static TextSettings settingsOf(Table keys, TextSettings settings) {
    return settings.hasHeader()
        ? settings
        : settings.withColumns(keys.getColumns().stream().map(Column::getName).toList());
  }

  @Override
  public String nameOf(Integer file) {
    return files.get(file).name();
  }

  @Override
  public RecordFile<?, Key> open(Integer number) {
    KeySource.KeyFile file = files.get(number);
    return file.isOfRejected()
        ? rejected(DataFile.named(file.name()).limited(unpackLimit))
        : keysIn(open(file, keys, settings, unpackLimit));
  }

  private <R> RecordFile<R, Key> keysIn(OpenFile<R> file) {
    var rows = file.rowsOf(keys, Mutation.Op.INSERT);
    return RecordFile.of(
        file, keys.getName(), row -> keyOf(rows.converter().convert(row.row())), rows.rejected());
  }

  private RecordFile<RejectedRecord, Key> rejected(DataFile file) {
    var converter = RejectedRecordConverter.of(List.of(keys), Mutation.Op.INSERT, settings);
    return RecordFile.of(
        RejectedRecordReader.open(file),
        new RecordFile.Conversion<>(
            RejectedRecord::table,
            UNKNOWN_TABLE,
            row -> keyOf(converter.convert(row.row())),
            (FileRecord.Row<RejectedRecord> row) -> row.row().content(),
            malformed -> new RejectedRecord.Text(malformed, RecordFormat.JSONL, List.of())));
  }

  private Key keyOf(Mutation row) {
    Map<String, Value> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(row.asMap());
    List<Value> parts = new ArrayList<>();
    for (Column column : keys.getColumns()) {
      Value value = values.get(column.getName());
      if (value == null) {
        throw ConversionException.ofRow("it has no value for the key column " + column.getName());
      }
      parts.add(value);
    }
    return KeyParts.keyOf(parts);
  }

  /** A file of rejected records may have those of other tables, which another run deletes. */
  @Override
  public boolean takes(String table) {
    return table.equalsIgnoreCase(keys.getName()) || table.equals(UNKNOWN_TABLE);
  }

  @Override
  public String countedAs(String table) {
    return KEYS;
  }
}
