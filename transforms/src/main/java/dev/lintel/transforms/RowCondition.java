package dev.lintel.transforms;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableList;
import dev.lintel.schema.Column;
import dev.lintel.schema.Identifiers;
import dev.lintel.schema.Table;
import dev.lintel.values.ScalarTypes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Evaluates a condition for rows that were read already: by a query over their values, which stands
 * in for the table and reads no table itself. So it costs the same whatever the size of the table.
 * Immutable and thread-safe.
 *
 * @param columns the columns of the table that the condition names
 */
record RowCondition(Dialect dialect, Table table, String sql, ImmutableList<Column> columns) {

  private static final String POSITION = "lintel_position";

  /**
   * Returns the condition; empty if it cannot be evaluated like this, because it may need more than
   * the values of single columns: it names the whole row, or a column that is an array (there are
   * no arrays of arrays) or cannot be read.
   */
  static Optional<RowCondition> of(Dialect dialect, Table table, String sql) {
    ImmutableList<Column> columns =
        table.getColumns().stream()
            .filter(column -> names(dialect, sql, column.getName(), ""))
            .collect(ImmutableList.toImmutableList());
    boolean needsMore =
        names(dialect, sql, bareName(table), "(?!\\s*[`\"]?\\s*\\.\\s*[^*\\s])")
            || columns.stream()
                .anyMatch(
                    column ->
                        !column.isReadable()
                            || ScalarTypes.find(column.getType().getCode()).isEmpty());
    return needsMore
        ? Optional.empty()
        : Optional.of(new RowCondition(dialect, table, sql, columns));
  }

  /** Whether the text has the name as a word; more often than SQL would see it there. */
  private static boolean names(Dialect dialect, String sql, String name, String butNotBefore) {
    String quoted = Identifiers.quote(dialect, name);
    return hasWord(sql, name, butNotBefore)
        // A quotation mark in a name has another form within quotation marks.
        || hasWord(sql, quoted.substring(1, quoted.length() - 1), butNotBefore);
  }

  private static boolean hasWord(String sql, String word, String butNotBefore) {
    return Pattern.compile(
            "(?<![A-Za-z0-9_])" + Pattern.quote(word) + "(?![A-Za-z0-9_])" + butNotBefore,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(sql)
        .find();
  }

  /** The name without its schema is how both dialects call the table in a statement. */
  private static String bareName(Table table) {
    return table.getName().substring(table.getName().indexOf('.') + 1);
  }

  /**
   * Returns the query of the rows that do not meet the condition, because it is false or NULL for
   * them: of their positions, from 1.
   *
   * @param rows the number of rows
   * @param values for each of {@link #columns}, its value in each row, as the client's objects
   */
  Statement violations(int rows, List<? extends List<? extends @Nullable Object>> values) {
    boolean postgres = dialect == Dialect.POSTGRESQL;
    String position = Identifiers.quote(dialect, POSITION);
    String parts =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    (postgres ? ", ($%d)[%s] AS %s" : ", @p%d[ORDINAL(%s)] AS %s")
                        .formatted(
                            i + 2, position, Identifiers.quote(dialect, columns.get(i).getName())))
            .collect(Collectors.joining());
    // On a line of its own, the parenthesis is not part of a comment that ends the condition.
    Statement.Builder statement =
        Statement.newBuilder(
                "SELECT %s FROM (SELECT %s%s FROM UNNEST(%s) AS %s) AS %s WHERE (%s\n) IS NOT TRUE"
                    .formatted(
                        position,
                        position,
                        parts,
                        postgres ? "$1" : "@p1",
                        position,
                        Identifiers.quote(dialect, bareName(table)),
                        sql))
            .bind("p1")
            .toInt64Array(LongStream.rangeClosed(1, rows).toArray());
    for (int i = 0; i < columns.size(); i++) {
      var type = columns.get(i).getType();
      statement.bind("p" + (i + 2)).to(ScalarTypes.of(type).array(type, values.get(i)));
    }
    return statement.build();
  }
}
