package dev.lintel.convert;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The values that a {@link FieldMapping} gives to columns of a table. Thread-safe. */
final class GivenValues {
  private record GivenValue(Column column, Value value, String source) {}

  private final Map<String, GivenValue> byColumn = new LinkedHashMap<>();

  private GivenValues() {}

  /**
   * Converts the values that the mapping gives.
   *
   * @throws ConversionException if a column cannot hold its value
   */
  static GivenValues of(Table table, FieldMapping mapping) {
    var values = new GivenValues();
    for (FieldMapping.Given given : mapping.given()) {
      Column column = table.findColumn(given.column()).orElseThrow();
      values.byColumn.put(
          column.getName(),
          new GivenValue(column, convert(column, given, mapping), given.source()));
    }
    return values;
  }

  private static Value convert(Column column, FieldMapping.Given given, FieldMapping mapping) {
    return TextToValue.forColumn(column, mapping.format()).convert(given.text());
  }

  /** Why columns cannot hold the values that they are given. */
  static List<String> problems(Table table, FieldMapping mapping) {
    List<String> problems = new ArrayList<>();
    for (FieldMapping.Given given : mapping.given()) {
      table
          .findColumn(given.column())
          .filter(Column::isTypeKnown)
          .filter(Column::isWritable)
          .ifPresent(
              column -> {
                try {
                  convert(column, given, mapping);
                } catch (ConversionException e) {
                  problems.add(given.source() + ": " + e.getMessage());
                }
              });
    }
    return problems;
  }

  boolean isEmpty() {
    return byColumn.isEmpty();
  }

  /**
   * Checks the value of a record's own field.
   *
   * @throws ConversionException if the column is given another value
   */
  void check(String column, Value own) {
    GivenValue given = byColumn.get(column);
    if (given != null && !isSame(own, given.value())) {
      throw new ConversionException(
          column,
          given.column().getTypeName(),
          "the record has another value than " + given.source(),
          null);
    }
  }

  private static boolean isSame(Value own, Value given) {
    if (own.getType().getCode() == Type.Code.NUMERIC && !own.isNull() && !given.isNull()) {
      return own.getNumeric().compareTo(given.getNumeric()) == 0;
    }
    return own.equals(given);
  }

  /** Writes the values of the columns that a record has no field for. */
  void writeOthers(Mutation.WriteBuilder write, Predicate<String> isOwn) {
    forOthers(isOwn, (column, value) -> write.set(column).to(value));
  }

  /** Passes on the values of the columns that a record has no field for. */
  void forOthers(Predicate<String> isOwn, BiConsumer<String, Value> use) {
    byColumn.forEach(
        (column, given) -> {
          if (!isOwn.test(column)) {
            use.accept(column, given.value());
          }
        });
  }
}
