package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Dialect;
import dev.lintel.schema.Column;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The SQL of a purge. Pure. */
record PurgeSql(Dialect dialect) {
  private static final String INNER = "lintel_rows";

  /** The keys of the rows of a table that meet a condition. */
  String keys(Table table, String condition) {
    return "SELECT %s FROM %s WHERE %s"
        .formatted(
            list(table.getPrimaryKey().stream().map(KeyPart::getColumn).toList()),
            Identifiers.quoteQualified(dialect, table.getName()),
            condition);
  }

  /** A condition in parentheses; a comment at its end does not take them in. */
  static String enclosed(String condition) {
    return "(" + condition + "\n)";
  }

  /** That the key of a row of the table is in the result of a query. */
  String isReturnedBy(String query, Table table) {
    List<String> key = table.getPrimaryKey().stream().map(KeyPart::getColumn).toList();
    return "EXISTS (SELECT 1 FROM %s AS %s WHERE %s)"
        .formatted(enclosed(query), INNER, equal(table, key, key, /* nullsAreEqual= */ true));
  }

  /**
   * That a row of a table depends on a row that meets a condition.
   *
   * @param dependent the table of the row
   * @param needed the table of the other row
   */
  String dependsOn(Dependency dependency, Table dependent, Table needed, String condition) {
    return "EXISTS (SELECT 1 FROM (SELECT %s FROM %s WHERE %s) AS %s WHERE %s)"
        .formatted(
            list(dependency.needed()),
            Identifiers.quoteQualified(dialect, needed.getName()),
            condition,
            INNER,
            equal(
                dependent, dependency.columns(), dependency.needed(), dependency.isInterleaved()));
  }

  /** That no row of the other table depends on a row. */
  String isNotNeededBy(Dependency dependency, Table dependent, Table needed) {
    return "NOT EXISTS (SELECT 1 FROM %s AS %s WHERE %s)"
        .formatted(
            Identifiers.quoteQualified(dialect, dependent.getName()),
            INNER,
            equal(needed, dependency.needed(), dependency.columns(), dependency.isInterleaved()));
  }

  /** The keys of rows with one of the values in a column that the only parameter has, an array. */
  String keysOf(Table table, String column) {
    String name = Identifiers.quote(dialect, column);
    return keys(
        table, dialect == Dialect.POSTGRESQL ? name + " = ANY($1)" : name + " IN UNNEST(@p1)");
  }

  /**
   * The keys of rows with one of several tuples of values in some columns.
   *
   * @param tuples how many there are; each has a parameter for each column
   */
  String keysOf(Table table, List<String> columns, int tuples) {
    List<String> alternatives = new ArrayList<>();
    int parameter = 1;
    for (int i = 0; i < tuples; i++) {
      List<String> parts = new ArrayList<>();
      for (String column : columns) {
        parts.add(Identifiers.quote(dialect, column) + " = " + parameter(parameter++));
      }
      alternatives.add("(" + String.join(" AND ", parts) + ")");
    }
    return keys(table, String.join(" OR ", alternatives));
  }

  private String parameter(int number) {
    return (dialect == Dialect.POSTGRESQL ? "$" : "@p") + number;
  }

  /**
   * That columns of the outer table have the values of others.
   *
   * @param nullsAreEqual as in keys of rows, but not in foreign keys
   */
  private String equal(
      Table outer, List<String> ofOuter, List<String> ofInner, boolean nullsAreEqual) {
    String name = outer.getName();
    String bare = Identifiers.quote(dialect, name.substring(name.indexOf('.') + 1));
    UnaryOperator<String> quote = column -> Identifiers.quote(dialect, column);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < ofOuter.size(); i++) {
      String left = bare + "." + quote.apply(ofOuter.get(i));
      String right = INNER + "." + quote.apply(ofInner.get(i));
      boolean isNullable =
          nullsAreEqual && outer.findColumn(ofOuter.get(i)).filter(Column::isNullable).isPresent();
      parts.add(
          isNullable
              ? "(%1$s = %2$s OR (%1$s IS NULL AND %2$s IS NULL))".formatted(left, right)
              : left + " = " + right);
    }
    return String.join(" AND ", parts);
  }

  private String list(List<String> columns) {
    return columns.stream()
        .map(column -> Identifiers.quote(dialect, column))
        .collect(Collectors.joining(", "));
  }
}
