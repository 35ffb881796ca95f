package dev.lintel.schema;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import java.util.OptionalLong;

/**
 * What the text of a column's type means. Immutable.
 *
 * @param name the text in the spelling of INFORMATION_SCHEMA: {@code ARRAY<STRING(36)>}, {@code
 *     character varying(20)[]}
 * @param type the type as the client knows it. A search token list has no type there: it is given
 *     as BYTES
 * @param maxLength the most characters or bytes that the column, or each element of an array, may
 *     hold; empty for other types and for {@code MAX}
 */
public record ColumnType(String name, Type type, OptionalLong maxLength) {

  /**
   * Reads a type as INFORMATION_SCHEMA and DDL spell it. Upper and lower case are the same, and in
   * PostgreSQL an alias ({@code varchar}, {@code int8}) is its proper name.
   *
   * @throws IllegalArgumentException if there is no such type; the message names it
   */
  public static ColumnType parse(String text, Dialect dialect) {
    return switch (dialect) {
      case GOOGLE_STANDARD_SQL -> GoogleSqlTypes.parse(text);
      case POSTGRESQL -> PostgresTypes.parse(text);
    };
  }

  static ColumnType unbounded(String name, Type type) {
    return new ColumnType(name, type, OptionalLong.empty());
  }

  static ColumnType bounded(String name, Type type, long maxLength) {
    return new ColumnType(name, type, OptionalLong.of(maxLength));
  }

  static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException("Unknown column type: " + text);
  }
}
