package dev.lintel.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts JSON objects whose fields are columns. The case of names is ignored. A column that an
 * object does not name is not written, while a column that is null is written as null.
 */
public final class JsonRowConverter implements RowConverter<JsonNode> {
  private final Table table;
  private final Mutation.Op operation;
  private final TextFormat format;
  private final FieldMapping mapping;

  private final transient List<Column> columns;
  private final transient JsonToValue[] conversions;
  private final transient Map<String, Integer> indexes;
  private final transient BitSet required;
  private final transient GivenValues given;

  private JsonRowConverter(
      Table table, Mutation.Op operation, TextFormat format, FieldMapping mapping) {
    this.table = table;
    this.operation = operation;
    this.format = format;
    this.mapping = mapping;
    NamedColumns.require(problems(table, mapping));
    this.given = GivenValues.of(table, mapping);
    this.columns = table.getColumns();
    this.conversions = new JsonToValue[columns.size()];
    this.indexes = new HashMap<>();
    this.required = new BitSet();
    List<Column> needed = NamedColumns.required(table, operation);
    for (int i = 0; i < conversions.length; i++) {
      Column column = columns.get(i);
      indexes.put(column.getName(), i);
      indexes.putIfAbsent(column.getName().toLowerCase(Locale.ROOT), i);
      required.set(i, needed.contains(column));
      if (column.isWritable()) {
        conversions[i] = JsonToValue.forColumn(column, format);
      }
    }
    given.forOthers(column -> false, (column, value) -> required.clear(indexes.get(column)));
  }

  /**
   * Returns a converter of rows of a table, with {@link TextFormat#defaults}.
   *
   * @param operation the operation of the mutations
   * @throws IllegalArgumentException if the operation is a delete
   */
  public static JsonRowConverter of(Table table, Mutation.Op operation) {
    return of(table, operation, TextFormat.defaults());
  }

  /**
   * Returns a converter of rows of a table.
   *
   * @param operation the operation of the mutations
   * @param format how dates and timestamps are written in strings, and what a string is in a column
   *     of JSON documents
   * @throws IllegalArgumentException if the operation is a delete
   */
  public static JsonRowConverter of(Table table, Mutation.Op operation, TextFormat format) {
    return of(table, operation, format, FieldMapping.none());
  }

  /**
   * Returns a converter of rows of a table.
   *
   * @param mapping which columns the fields are written to
   * @throws IllegalArgumentException if the operation is a delete, or there are {@link #problems}
   */
  public static JsonRowConverter of(
      Table table, Mutation.Op operation, TextFormat format, FieldMapping mapping) {
    return new JsonRowConverter(table, operation, format, mapping);
  }

  /** Why no object can be written with that mapping; empty if an object can. */
  public static List<String> problems(Table table, FieldMapping mapping) {
    // Which fields there are, and so which columns are missing, is known only of each object.
    List<String> problems =
        new ArrayList<>(
            NamedColumns.problemsOfNames(
                table, mapping.given().stream().map(FieldMapping.Given::column).toList()));
    problems.addAll(GivenValues.problems(table, mapping));
    return problems;
  }

  /** The fields of an object that the table has no column for. */
  public static List<String> withoutColumn(Table table, JsonNode row, FieldMapping mapping) {
    return NamedColumns.withoutColumn(table, ImmutableList.copyOf(row.fieldNames()), mapping);
  }

  @Override
  public Mutation convert(JsonNode row) {
    if (!row.isObject()) {
      throw ConversionException.ofRow("not a JSON object");
    }
    for (String name : StrictJson.namedTwice(row)) {
      throw ConversionException.ofUnknownColumn(name, "named twice");
    }
    Mutation.WriteBuilder write = NamedColumns.newWrite(table.getName(), operation);
    var missing = (BitSet) required.clone();
    var named = new BitSet(conversions.length);
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      String column = mapping.columnOf(field.getKey()).orElse(null);
      if (column == null) {
        continue;
      }
      int i = indexOf(column);
      if (named.get(i)) {
        throw ConversionException.ofUnknownColumn(field.getKey(), "named twice");
      }
      named.set(i);
      missing.clear(i);
      Value value = conversions[i].convert(field.getValue());
      given.check(columns.get(i).getName(), value);
      write.set(columns.get(i).getName()).to(value);
    }
    given.writeOthers(write, column -> named.get(indexes.get(column)));
    if (!missing.isEmpty()) {
      throw ConversionException.ofRow(NamedColumns.missing(columns.get(missing.nextSetBit(0))));
    }
    return write.build();
  }

  private int indexOf(String name) {
    @Nullable Integer index = indexes.get(name);
    if (index == null) {
      index = indexes.get(name.toLowerCase(Locale.ROOT));
    }
    if (index == null) {
      throw ConversionException.ofUnknownColumn(
          name, "table " + table.getName() + " has no such column");
    }
    if (conversions[index] == null) {
      throw ConversionException.ofUnknownColumn(name, "generated by the database");
    }
    return index;
  }

  private Object readResolve() {
    return of(table, operation, format, mapping);
  }
}
