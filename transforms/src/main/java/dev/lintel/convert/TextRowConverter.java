package dev.lintel.convert;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Converts the fields of a line of text, in the order of the file's columns. */
public final class TextRowConverter implements RowConverter<List<String>> {
  private final Table table;
  private final List<String> columnNames;
  private final Mutation.Op operation;
  private final TextFormat format;
  private final FieldMapping mapping;

  /** The columns of the fields; null for a field that is not written. */
  private final transient @Nullable String[] names;

  private final transient @Nullable TextToValue[] columns;
  private final transient Set<String> written;
  private final transient GivenValues given;

  private TextRowConverter(
      Table table,
      List<String> columnNames,
      Mutation.Op operation,
      TextFormat format,
      FieldMapping mapping) {
    this.table = table;
    this.columnNames = List.copyOf(columnNames);
    this.operation = operation;
    this.format = format;
    this.mapping = mapping;
    NamedColumns.require(NamedColumns.problems(table, columnNames, mapping, operation));
    this.names = new String[columnNames.size()];
    this.columns = new TextToValue[names.length];
    for (int i = 0; i < names.length; i++) {
      Optional<Column> column = mapping.columnOf(columnNames.get(i)).flatMap(table::findColumn);
      if (column.isPresent()) {
        names[i] = column.get().getName();
        columns[i] = TextToValue.forColumn(column.get(), format);
      }
    }
    this.written = Arrays.stream(names).filter(Objects::nonNull).collect(Collectors.toSet());
    this.given = GivenValues.of(table, mapping);
  }

  /**
   * Returns a converter of rows of a file with these columns.
   *
   * @param operation the operation of the mutations; not a delete
   * @throws IllegalArgumentException if {@link NamedColumns#problems} finds any
   */
  public static TextRowConverter of(
      Table table, List<String> columnNames, Mutation.Op operation, TextFormat format) {
    return of(table, columnNames, operation, format, FieldMapping.none());
  }

  /**
   * Returns a converter of rows of a file with these fields.
   *
   * @param mapping which columns the fields are written to
   * @throws IllegalArgumentException if {@link NamedColumns#problems} finds any
   */
  public static TextRowConverter of(
      Table table,
      List<String> fieldNames,
      Mutation.Op operation,
      TextFormat format,
      FieldMapping mapping) {
    return new TextRowConverter(table, fieldNames, operation, format, mapping);
  }

  @Override
  public Mutation convert(List<String> fields) {
    if (fields.size() != columns.length) {
      throw ConversionException.ofRow(
          fields.size() + " fields, but the file has " + columns.length + " columns");
    }
    Mutation.WriteBuilder write = NamedColumns.newWrite(table.getName(), operation);
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] != null) {
        Value value = columns[i].convert(fields.get(i));
        given.check(names[i], value);
        write.set(names[i]).to(value);
      }
    }
    given.writeOthers(write, written::contains);
    return write.build();
  }

  private Object readResolve() {
    return of(table, columnNames, operation, format, mapping);
  }
}
