package dev.lintel.compare;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import dev.lintel.schema.Column;
import java.util.List;
import java.util.Optional;

/**
 * SQL expressions for a canonical text of values, from which a checksum is computed in the
 * database.
 *
 * <p><b>Injective:</b> two rows of different values have different texts, whichever of the two
 * dialects each text comes from. The text of a row is that of its columns one after the other. Each
 * ends with {@code |}, which occurs within one only where its end is known anyway: in the
 * characters of a STRING, whose number comes first, and in a string of a JSON document. The text of
 * null is empty; that of no other value is. An array is its length, {@code [}, and its elements,
 * each written like a column. BYTES are their length and their fingerprint, which is the only place
 * where different values may have one text, with a probability of 2<sup>-64</sup>.
 *
 * <p><b>Equal for equal values</b> on both sides of a comparison, but for values that two texts of
 * the database stand for, such as decimals of PostgreSQL with trailing zeros, and timestamps of
 * databases with different default time zones. If equal values have different texts, their rows are
 * read and compared: it takes longer, and the result is the same.
 *
 * <p>JSON of GoogleSQL and jsonb of PostgreSQL are normalised by the databases, each in its own
 * way: there is no text for a comparison across the dialects. Pure; thread-safe.
 */
abstract class CanonicalText {
  static final String END = "'|'";

  /**
   * Returns the expressions of a side of a comparison.
   *
   * @param dialect the dialect of the side
   * @param other the dialect of the other side
   */
  static CanonicalText of(Dialect dialect, Dialect other) {
    boolean sameDialect = dialect == other;
    return dialect == Dialect.POSTGRESQL
        ? new PostgresCanonicalText(sameDialect)
        : new GoogleSqlCanonicalText(sameDialect);
  }

  /**
   * Returns the text of a row; empty if a column has none.
   *
   * @param expressions an expression for each column, such as its quoted name
   */
  final Optional<String> row(List<Column> columns, List<String> expressions) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      Optional<String> column = column(columns.get(i).getType(), expressions.get(i));
      if (column.isEmpty()) {
        return Optional.empty();
      }
      row.append(i == 0 ? "" : separator()).append(column.get());
    }
    // The key of a table without key columns, which has at most one row.
    return Optional.of(columns.isEmpty() ? "''" : concat(row.toString()));
  }

  /**
   * Returns the texts to be concatenated of one value: its text, or nothing for null, and an end.
   */
  final Optional<String> column(Type type, String x) {
    Optional<String> text =
        type.getCode() == Code.ARRAY
            ? column(type.getArrayElementType(), "e").map(element -> array(x, concat(element)))
            : scalar(type, x);
    return text.map(present -> "COALESCE(" + present + ", '')" + separator() + END);
  }

  /** Returns the text of a value that is not an array; null for null. Empty if there is none. */
  abstract Optional<String> scalar(Type type, String x);

  /**
   * Returns the text of an array; null for null.
   *
   * @param element the text of an element, which is called {@code e}
   */
  abstract String array(String x, String element);

  /** Returns what stands between texts that are concatenated. */
  abstract String separator();

  /** Returns the concatenation of texts with separators between them. */
  abstract String concat(String texts);

  /** Returns the 64-bit fingerprint of a text. */
  abstract String fingerprint(String text);

  /** Returns the sum of 64-bit numbers, exactly. */
  abstract String sum(String number);
}
