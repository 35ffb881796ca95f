package dev.lintel.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.values.ScalarTypes;
import java.math.BigDecimal;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Compares two rows of a {@link TableComparison}, column by column. Immutable and thread-safe.
 *
 * <ul>
 *   <li>Null equals only null. An empty string, an empty array and a null element are not null.
 *   <li>NaN equals NaN. -0.0 differs from 0.0, because they are different values to a reader of the
 *       column; with a tolerance they are equal. With a tolerance of 0, floats are compared bit by
 *       bit, apart from NaN.
 *   <li>Decimals are compared by value: 1.5 equals 1.50.
 *   <li>Timestamps are compared to the nanosecond, strings by their code points.
 *   <li>JSON is compared by meaning: white space and the order of names do not matter, and numbers
 *       are compared by value. If a name occurs twice, both values count, in their order.
 *   <li>Arrays are compared element by element.
 * </ul>
 */
public final class RowComparison {
  private final TableComparison comparison;
  private final int columns;
  private final double tolerance;

  private RowComparison(TableComparison comparison) {
    this.comparison = comparison;
    this.columns = comparison.getColumnCount();
    this.tolerance = comparison.getFloatTolerance();
  }

  /** Returns the comparison of the rows of a table. */
  public static RowComparison of(TableComparison comparison) {
    return new RowComparison(comparison);
  }

  /**
   * Returns the positions of the columns that differ, ascending; empty if the rows are equal.
   *
   * @param expected a row with the compared columns, in their order
   * @param actual the same of the actual side
   */
  public ImmutableList<Integer> differences(Struct expected, Struct actual) {
    ImmutableList.Builder<Integer> positions = ImmutableList.builder();
    for (int i = 0; i < columns; i++) {
      if (!areEqual(comparison.type(i), expected.getValue(i), actual.getValue(i))) {
        positions.add(i);
      }
    }
    return positions.build();
  }

  /** Compares two values of comparable types. */
  boolean areEqual(Type type, Value expected, Value actual) {
    if (expected.isNull() || actual.isNull()) {
      return expected.isNull() && actual.isNull();
    }
    if (type.getCode() != Code.ARRAY) {
      return areEqualObjects(type, content(expected), content(actual));
    }
    List<?> elements = elements(expected);
    List<?> others = elements(actual);
    if (elements.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < elements.size(); i++) {
      if (!areEqualObjects(type.getArrayElementType(), elements.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean areEqualObjects(Type type, @Nullable Object expected, @Nullable Object actual) {
    if (expected == null || actual == null) {
      return expected == actual;
    }
    return switch (type.getCode()) {
      case FLOAT32, FLOAT64 ->
          areEqualNumbers(((Number) expected).doubleValue(), ((Number) actual).doubleValue());
      case NUMERIC, PG_NUMERIC -> areEqualDecimals(expected.toString(), actual.toString());
      case JSON, PG_JSONB -> areEqualDocuments((String) expected, (String) actual);
      default -> expected.equals(actual);
    };
  }

  private boolean areEqualNumbers(double expected, double actual) {
    // As objects, NaN equals NaN and -0.0 differs from 0.0.
    return Double.valueOf(expected).equals(actual)
        || Math.abs(expected - actual) <= allowance(expected, actual);
  }

  /** Returns how far the numbers may be apart; NaN, which nothing is below, if it must not be. */
  private double allowance(double expected, double actual) {
    double magnitude = Math.max(1, Math.max(Math.abs(expected), Math.abs(actual)));
    return tolerance == 0 || Double.isInfinite(magnitude) ? Double.NaN : tolerance * magnitude;
  }

  private static boolean areEqualDecimals(String expected, String actual) {
    if (expected.equalsIgnoreCase(actual)) {
      return true;
    }
    return !expected.equalsIgnoreCase("NaN")
        && !actual.equalsIgnoreCase("NaN")
        && new BigDecimal(expected).compareTo(new BigDecimal(actual)) == 0;
  }

  private static boolean areEqualDocuments(String expected, String actual) {
    if (expected.equals(actual)) {
      return true;
    }
    try {
      return JsonMeaning.of(expected).equals(JsonMeaning.of(actual));
    } catch (JsonProcessingException e) {
      // Not JSON, so there is no meaning to compare: only the same text is the same.
      return false;
    }
  }

  private static Object content(Value value) {
    return ScalarTypes.of(value.getType()).getter().apply(value);
  }

  private static List<?> elements(Value value) {
    return ScalarTypes.of(value.getType().getArrayElementType()).arrayGetter().apply(value);
  }
}
