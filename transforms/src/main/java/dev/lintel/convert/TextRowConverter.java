package dev.lintel.convert;

import com.google.cloud.spanner.Mutation;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.List;

/** Converts the fields of a line of text, in the order of the file's columns. */
public final class TextRowConverter implements RowConverter<List<String>> {
  private final Table table;
  private final List<String> columnNames;
  private final Mutation.Op operation;
  private final TextFormat format;

  private final transient String[] names;
  private final transient TextToValue[] columns;

  private TextRowConverter(
      Table table, List<String> columnNames, Mutation.Op operation, TextFormat format) {
    this.table = table;
    this.columnNames = List.copyOf(columnNames);
    this.operation = operation;
    this.format = format;
    List<Column> resolved = NamedColumns.resolve(table, columnNames, operation);
    this.names = resolved.stream().map(Column::getName).toArray(String[]::new);
    this.columns =
        resolved.stream()
            .map(column -> TextToValue.forColumn(column, format))
            .toArray(TextToValue[]::new);
  }

  /**
   * Returns a converter of rows of a file with these columns.
   *
   * @param operation the operation of the mutations; not a delete
   * @throws IllegalArgumentException if {@link NamedColumns#problems} finds any
   */
  public static TextRowConverter of(
      Table table, List<String> columnNames, Mutation.Op operation, TextFormat format) {
    return new TextRowConverter(table, columnNames, operation, format);
  }

  @Override
  public Mutation convert(List<String> fields) {
    if (fields.size() != columns.length) {
      throw ConversionException.ofRow(
          fields.size() + " fields, but the file has " + columns.length + " columns");
    }
    Mutation.WriteBuilder write = NamedColumns.newWrite(table.getName(), operation);
    for (int i = 0; i < columns.length; i++) {
      write.set(names[i]).to(columns[i].convert(fields.get(i)));
    }
    return write.build();
  }

  private Object readResolve() {
    return of(table, columnNames, operation, format);
  }
}
