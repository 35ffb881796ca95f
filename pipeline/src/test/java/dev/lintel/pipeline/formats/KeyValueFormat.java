package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.RowConverter;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TextToValue;
import dev.lintel.convert.ValueToText;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * A format that production does not have: a line such as {@code Id=1;Name=Oslo} for each record,
 * without null values and without any escapes. {@link NewFormatIT} makes it the fifth one.
 */
record KeyValueFormat() implements Format {

  @Override
  public RecordFormat recordFormat() {
    return RecordFormat.valueOf("KEYVALUE");
  }

  @Override
  public String label() {
    return "Keys and values";
  }

  @Override
  public String description() {
    return "lines of keys and values";
  }

  @Override
  public ImmutableList<String> extensions() {
    return ImmutableList.of("kv");
  }

  @Override
  public OpenFile<Map<String, String>> open(DataFile file, TextSettings settings) {
    return TextRecords.readBeginning(new File(lines(file)));
  }

  private static Lines lines(DataFile file) {
    return new Lines(file.name(), new InputStreamReader(file.open(), StandardCharsets.UTF_8));
  }

  @Override
  public Optional<FileShape<?>> shapeOf(InputFileSet input, Problems problems) {
    for (FileRecord<Map<String, String>> record :
        (Iterable<FileRecord<Map<String, String>>>) () -> lines(input.first())) {
      if (record instanceof FileRecord.Row<Map<String, String>> row) {
        return Optional.of(new Shape(ImmutableList.copyOf(row.row().keySet())));
      }
    }
    problems.add(input.origin(), input.first().name() + " has no records");
    return Optional.empty();
  }

  @Override
  public RowWriter openRows(List<Type.StructField> columns, Schema schema, OutputStream out) {
    return new Writer(columns, out);
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public Function<RawText, Mutation> textConverter(
      Table table, Mutation.Op operation, TextSettings settings) {
    return TextRecords.converter(source -> new Lines("", source), Rows.of(table));
  }

  private static final class Lines implements RecordReader<Map<String, String>> {
    private final String file;
    private final BufferedReader source;
    private final Iterator<String> lines;
    private long number;

    Lines(String file, Reader source) {
      this.file = file;
      this.source = new BufferedReader(source);
      this.lines = this.source.lines().iterator();
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public FileRecord<Map<String, String>> next() {
      String line = lines.next();
      var position = new SourcePosition(file, ++number, number);
      Optional<RawText> raw = Optional.of(new RawText(line));
      try {
        return new FileRecord.Row<>(
            Splitter.on(';').withKeyValueSeparator('=').split(line), position, raw);
      } catch (IllegalArgumentException e) {
        return new FileRecord.Malformed<>("not keys and values", position, raw);
      }
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  private record File(Lines records) implements OpenFile<Map<String, String>> {
    @Override
    public List<String> problems(Table table, Mutation.Op operation) {
      return List.of();
    }

    @Override
    public RowConversion<Map<String, String>> rowsOf(Table table, Mutation.Op operation) {
      return new RowConversion<>(Rows.of(table), row -> contentOf(row.raw().orElseThrow()));
    }

    @Override
    public RejectedRecord.Content contentOf(RawText text) {
      return new RejectedRecord.Text(text, RecordFormat.valueOf("KEYVALUE"), List.of());
    }
  }

  private record Rows(String table, ImmutableMap<String, TextToValue> columns)
      implements RowConverter<Map<String, String>> {

    static Rows of(Table table) {
      return new Rows(
          table.getName(),
          table.getColumns().stream()
              .collect(
                  ImmutableMap.toImmutableMap(
                      Column::getName,
                      column -> TextToValue.forColumn(column, TextFormat.defaults()))));
    }

    @Override
    public Mutation convert(Map<String, String> row) {
      Mutation.WriteBuilder write = Mutation.newInsertOrUpdateBuilder(table);
      row.forEach(
          (name, value) -> {
            TextToValue column = columns.get(name);
            if (column == null) {
              throw ConversionException.ofRow("table %s has no column %s".formatted(table, name));
            }
            write.set(name).to(column.convert(value));
          });
      return write.build();
    }
  }

  private record Shape(ImmutableList<String> names) implements FileShape<Map<String, String>> {
    @Override
    public Format format() {
      return new KeyValueFormat();
    }

    @Override
    public Fields fields() {
      return new Fields(names);
    }

    @Override
    public ShapedFile<Map<String, String>> open(DataFile file) {
      File open = new File(lines(file));
      return new ShapedFile<>(open, fields(), row -> open.contentOf(row.raw().orElseThrow()));
    }
  }

  private record Fields(ImmutableList<String> names) implements RecordFields<Map<String, String>> {
    @Override
    public Type typeOf(String name) {
      return Type.string();
    }

    @Override
    public Function<Map<String, String>, Value> reader(String field, Column column) {
      TextToValue conversion = TextToValue.forColumn(column, TextFormat.defaults());
      return record -> conversion.convert(record.get(field));
    }
  }

  private static final class Writer implements RowWriter {
    private final List<Type.StructField> columns;
    private final OutputStream out;

    Writer(List<Type.StructField> columns, OutputStream out) {
      this.columns = columns;
      this.out = out;
    }

    @Override
    public void write(StructReader row) throws IOException {
      var line = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        String text = ValueToText.of(columns.get(i).getType()).convert(row.getValue(i));
        if (text != null) {
          line.append(line.isEmpty() ? "" : ";")
              .append(columns.get(i).getName())
              .append('=')
              .append(text);
        }
      }
      out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
