package dev.lintel.compare;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.KeyPart;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL conditions that compare the key of a row on one side with given keys, in the order of the
 * {@link TableComparison}: nulls first, then NaN (last if the expected side is PostgreSQL), and all
 * this reversed in columns that are sorted DESC. Immutable and thread-safe.
 *
 * <p>The conditions are true, false or null, which a WHERE and a CASE take for false; they are only
 * combined by AND and OR.
 */
final class KeyPredicates {
  private final ImmutableList<Part> parts;
  private final boolean isNative;

  KeyPredicates(TableComparison comparison, ComparedSide side) {
    boolean nanLast = comparison.getExpected().dialect() == Dialect.POSTGRESQL;
    List<KeyPart> order = comparison.getExpected().table().getPrimaryKey();
    List<KeyPart> own = side.table().getPrimaryKey();
    boolean sameOrder = true;
    ImmutableList.Builder<Part> list = ImmutableList.builder();
    for (int i = 0; i < order.size(); i++) {
      int position = comparison.getKeyPositions().get(i);
      Column column = side.columns().get(position);
      boolean isFloat = ComparableTypes.isFloat(column.getType());
      sameOrder &= order.get(i).getOrder() == own.get(i).getOrder();
      sameOrder &= !isFloat || comparison.getExpected().dialect() == side.dialect();
      list.add(
          new Part(
              side.dialect(),
              side.quoted(position),
              order.get(i).getOrder() == KeyPart.Order.DESC,
              column.isNullable(),
              isFloat,
              nanLast));
    }
    parts = list.build();
    isNative = sameOrder;
  }

  /** Returns whether the table of the side is sorted in the order of the comparison. */
  boolean isNative() {
    return isNative;
  }

  /** Returns the quoted names of the key columns. */
  List<String> columns() {
    return parts.stream().map(Part::column).toList();
  }

  /** Returns the columns of an ORDER BY. */
  String orderBy() {
    return String.join(", ", parts.stream().map(Part::orderBy).toList());
  }

  /** Returns the condition that a row is in a range; empty for a range of all rows. */
  String isIn(RowRange range, SqlParameters parameters) {
    List<String> conditions = new ArrayList<>();
    if (range.start() != null) {
      conditions.add(isAtLeast(range.start(), parameters));
    }
    if (range.end() != null) {
      conditions.add(isLess(range.end(), parameters));
    }
    return String.join(" AND ", conditions);
  }

  /** Returns the condition that the key of a row comes before a key. */
  String isLess(Struct key, SqlParameters parameters) {
    return compare(key, parameters, true);
  }

  private String isAtLeast(Struct key, SqlParameters parameters) {
    return compare(key, parameters, false);
  }

  private String compare(Struct key, SqlParameters parameters, boolean isLess) {
    List<Bound> bounds = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      bounds.add(Bound.of(parts.get(i), key.getValue(i), parameters));
    }
    // From the last part on: it decides where all before it are the same.
    String condition = isLess ? "FALSE" : "TRUE";
    for (int i = parts.size() - 1; i >= 0; i--) {
      Bound bound = bounds.get(i);
      String before = isLess ? bound.comesBefore() : bound.comesAfter();
      String same = and(bound.isSame(), condition);
      condition = or(before, same);
    }
    if (parts.size() == 1) {
      return condition;
    }
    Bound first = bounds.get(0);
    String ofFirst = or(isLess ? first.comesBefore() : first.comesAfter(), first.isSame());
    // A condition of the first column alone lets Spanner seek the rows, instead of reading all.
    return and(ofFirst, condition);
  }

  private static String and(String left, String right) {
    return left.equals("FALSE") || right.equals("FALSE")
        ? "FALSE"
        : right.equals("TRUE")
            ? left
            : left.equals("TRUE") ? right : "(" + left + " AND " + right + ")";
  }

  private static String or(String left, String right) {
    return left.equals("TRUE") || right.equals("TRUE")
        ? "TRUE"
        : right.equals("FALSE")
            ? left
            : left.equals("FALSE") ? right : "(" + left + " OR " + right + ")";
  }

  /** A column of the key on one side. */
  private record Part(
      Dialect dialect,
      String column,
      boolean descending,
      boolean nullable,
      boolean isFloat,
      boolean nanLast) {

    String isNull() {
      return nullable ? column + " IS NULL" : "FALSE";
    }

    String isNotNull() {
      return nullable ? column + " IS NOT NULL" : "TRUE";
    }

    String isNan() {
      return !isFloat
          ? "FALSE"
          : dialect == Dialect.POSTGRESQL ? column + " = 'NaN'" : "IS_NAN(" + column + ")";
    }

    String isNumber() {
      return !isFloat
          ? isNotNull()
          : dialect == Dialect.POSTGRESQL ? column + " <> 'NaN'" : "NOT IS_NAN(" + column + ")";
    }

    String orderBy() {
      String direction = descending ? " DESC" : " ASC";
      if (!isFloat || nanLast == (dialect == Dialect.POSTGRESQL)) {
        return column + direction;
      }
      String rank =
          nanLast
              ? "CASE WHEN %s IS NULL THEN 0 WHEN %s THEN 2 ELSE 1 END".formatted(column, isNan())
              : "CASE WHEN %s IS NULL THEN 0 WHEN %s THEN 1 ELSE 2 END".formatted(column, isNan());
      return rank + direction + ", " + column + direction;
    }
  }

  /**
   * A column of the key against a value.
   *
   * @param placeholder the value in the SQL text; not used for null and NaN
   */
  private record Bound(Part part, boolean isNull, boolean isNan, String placeholder) {

    static Bound of(Part part, Value value, SqlParameters parameters) {
      boolean isNull = value.isNull();
      boolean isNan = !isNull && part.isFloat() && Double.isNaN(number(value));
      return new Bound(part, isNull, isNan, isNull || isNan ? "" : parameters.add(value));
    }

    private static double number(Value value) {
      return switch (value.getType().getCode()) {
        case FLOAT32 -> value.getFloat32();
        default -> value.getFloat64();
      };
    }

    String isSame() {
      return isNull ? part.isNull() : isNan ? part.isNan() : part.column() + " = " + placeholder;
    }

    String comesBefore() {
      return part.descending() ? isGreater() : isLess();
    }

    String comesAfter() {
      return part.descending() ? isLess() : isGreater();
    }

    private String isLess() {
      if (isNull) {
        return "FALSE";
      }
      if (isNan) {
        return part.nanLast() ? or(part.isNull(), part.isNumber()) : part.isNull();
      }
      // In PostgreSQL NaN is greater than all numbers, in GoogleSQL it does not compare.
      String less = or(part.column() + " < " + placeholder, part.isNull());
      return part.nanLast() ? less : or(less, part.isNan());
    }

    private String isGreater() {
      if (isNull) {
        return part.isNotNull();
      }
      if (isNan) {
        return part.nanLast() ? "FALSE" : part.isNumber();
      }
      String greater = part.column() + " > " + placeholder;
      return part.nanLast()
          ? or(greater, part.isNan())
          : part.dialect() == Dialect.POSTGRESQL ? and(greater, part.isNumber()) : greater;
    }
  }
}
