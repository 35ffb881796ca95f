package dev.lintel.schema;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The type of a column, parsed from its text. Immutable.
 *
 * @param name the text in the spelling of INFORMATION_SCHEMA: {@code ARRAY<STRING(36)>}, {@code
 *     character varying(20)[]}
 * @param type the type of the client library, which has none for search token lists: they are BYTES
 * @param maxLength the most characters or bytes of the column, or of each element of an array;
 *     empty for other types and for {@code MAX}
 */
public record ColumnType(String name, Type type, OptionalLong maxLength) {

  /**
   * Parses a type as INFORMATION_SCHEMA and DDL spell it, in any letter case. PostgreSQL aliases
   * ({@code varchar}, {@code int8}) are accepted too.
   *
   * @throws IllegalArgumentException if the type is unknown; the message names it
   */
  public static ColumnType parse(String text, Dialect dialect) {
    return switch (dialect) {
      case GOOGLE_STANDARD_SQL -> GoogleSqlTypes.parse(text);
      case POSTGRESQL -> PostgresTypes.parse(text);
    };
  }

  /** As {@link #parse}, but returns empty if the type is unknown. */
  static Optional<ColumnType> find(String text, Dialect dialect) {
    try {
      return Optional.of(parse(text, dialect));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns true for the PostgreSQL type of columns that may hold the commit timestamp. */
  public boolean isCommitTimestamp() {
    return name.equals(PostgresTypes.COMMIT_TIMESTAMP);
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
