package dev.lintel.transforms;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.Identifiers;
import dev.lintel.values.ScalarTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes SQL that joins keys, given as arrays, with the rows of a table that have these keys.
 *
 * <p>The join begins with the keys and seeks the row of each, whatever the size of the table. SQL
 * compares neither NULL nor, in GoogleSQL, NaN with itself: keys that have one of them in the same
 * columns are asked for by a statement of their own. Immutable and thread-safe.
 *
 * @param table the table to join
 * @param columns the columns that have the values of the key, in its order; of the types of {@code
 *     key}
 */
record KeyJoin(Dialect dialect, ImmutableList<Column> key, String table, List<String> columns) {

  private static final String KEYS = "lintel_keys";
  private static final String POSITION = "lintel_position";
  private static final String PART = "lintel_part_";

  /** How a column is compared with its part of the key. */
  private enum Comparison {
    EQUAL,
    IS_NULL,
    IS_NAN
  }

  /**
   * One statement.
   *
   * @param statement its rows begin with a position in {@code keys}, from 1
   */
  record Query(Statement statement, List<TargetKey> keys) {}

  /**
   * Returns the statements for these keys, in most cases one. No key gets a statement, too, which
   * finds nothing.
   *
   * @param hint the hint of the statement; empty for none
   * @param select what follows the position in the select list; empty for nothing more
   * @param rest what follows the join, such as GROUP BY {@link #position}; empty for nothing
   */
  List<Query> queries(List<TargetKey> keys, String hint, String select, String rest) {
    Map<List<Comparison>, List<TargetKey>> groups = new LinkedHashMap<>();
    if (keys.isEmpty()) {
      groups.put(Collections.nCopies(key.size(), Comparison.EQUAL), List.of());
    }
    for (TargetKey each : keys) {
      groups.computeIfAbsent(comparisons(each), unused -> new ArrayList<>()).add(each);
    }
    List<Query> queries = new ArrayList<>();
    groups.forEach(
        (comparisons, group) ->
            queries.add(new Query(statement(comparisons, group, hint, select, rest), group)));
    return queries;
  }

  /** Returns the expression of the position. */
  static String position(Dialect dialect) {
    return Identifiers.quote(dialect, KEYS) + "." + Identifiers.quote(dialect, POSITION);
  }

  private List<Comparison> comparisons(TargetKey asked) {
    List<Comparison> comparisons = new ArrayList<>(key.size());
    for (Object content : asked.contents()) {
      comparisons.add(
          content == null
              ? Comparison.IS_NULL
              : isNaN(content) && dialect == Dialect.GOOGLE_STANDARD_SQL
                  ? Comparison.IS_NAN
                  : Comparison.EQUAL);
    }
    return comparisons;
  }

  private static boolean isNaN(Object content) {
    return (content instanceof Double number && number.isNaN())
        || (content instanceof Float single && single.isNaN());
  }

  private Statement statement(
      List<Comparison> comparisons, List<TargetKey> keys, String hint, String select, String rest) {
    boolean postgres = dialect == Dialect.POSTGRESQL;
    String position = quote(POSITION);
    // The name of the table without its schema is how both dialects call it in the statement.
    String rows = quote(table.substring(table.indexOf('.') + 1));
    StringBuilder parts = new StringBuilder();
    List<String> on = new ArrayList<>();
    Map<String, Integer> bound = new LinkedHashMap<>();
    for (int i = 0; i < comparisons.size(); i++) {
      String column = rows + "." + quote(columns.get(i));
      switch (comparisons.get(i)) {
        case IS_NULL -> on.add(column + " IS NULL");
        case IS_NAN -> on.add("IS_NAN(" + column + ")");
        case EQUAL -> {
          int parameter = bound.size() + 2;
          bound.put("p" + parameter, i);
          String array = parameter(parameter);
          String part = quote(PART + (i + 1));
          parts
              .append(", ")
              .append(postgres ? "(" + array + ")[" + position + "]" : element(array, position))
              .append(" AS ")
              .append(part);
          on.add(column + " = " + quote(KEYS) + "." + part);
        }
      }
    }
    String sql =
        "%sSELECT %s%s FROM (SELECT %s%s FROM UNNEST(%s) AS %s) AS %s JOIN%s %s ON %s%s"
            .formatted(
                hint,
                position(dialect),
                select,
                position,
                parts,
                parameter(1),
                position,
                quote(KEYS),
                postgres
                    ? " /*@ force_join_order=true, join_method=apply_join */"
                    : "@{FORCE_JOIN_ORDER=TRUE, JOIN_METHOD=APPLY_JOIN}",
                Identifiers.quoteQualified(dialect, table),
                on.isEmpty() ? "TRUE" : String.join(" AND ", on),
                rest);
    Statement.Builder statement =
        Statement.newBuilder(sql)
            .bind("p1")
            .toInt64Array(LongStream.rangeClosed(1, keys.size()).toArray());
    bound.forEach((name, i) -> bind(statement, name, keys, i));
    return statement.build();
  }

  private static String element(String array, String position) {
    return array + "[ORDINAL(" + position + ")]";
  }

  private void bind(Statement.Builder statement, String name, List<TargetKey> keys, int part) {
    Type type = key.get(part).getType();
    List<@Nullable Object> contents = new ArrayList<>(keys.size());
    keys.forEach(each -> contents.add(each.contents().get(part)));
    statement.bind(name).to(ScalarTypes.of(type).array(type, contents));
  }

  private String parameter(int number) {
    return (dialect == Dialect.POSTGRESQL ? "$" : "@p") + number;
  }

  private String quote(String name) {
    return Identifiers.quote(dialect, name);
  }
}
