package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.schema.ColumnType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates types of columns to the other dialect. Pure functions. */
final class TypeTranslation {
  private static final Pattern VECTOR =
      Pattern.compile("(?:vector_length ?=> ?|vector length )(\\d+)", Pattern.CASE_INSENSITIVE);

  private TypeTranslation() {}

  /** Returns true for the PostgreSQL type of columns that may hold the commit timestamp. */
  static boolean isCommitTimestamp(String postgresType) {
    return ColumnType.parse(postgresType, Dialect.POSTGRESQL).isCommitTimestamp();
  }

  /**
   * Returns the type of the other dialect; empty if there is none.
   *
   * @param sqlType as INFORMATION_SCHEMA spells it
   * @param from the dialect of the type
   * @param allowsCommitTimestamp whether a GoogleSQL column may hold the commit timestamp
   */
  static Optional<String> of(String sqlType, Dialect from, boolean allowsCommitTimestamp) {
    ColumnType type;
    try {
      type = ColumnType.parse(sqlType, from);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (sqlType.toLowerCase(Locale.ROOT).contains("tokenlist")) {
      return Optional.empty();
    }
    Matcher vector = VECTOR.matcher(type.name());
    Optional<String> length = vector.find() ? Optional.of(vector.group(1)) : Optional.empty();
    boolean isArray = type.type().getCode() == Type.Code.ARRAY;
    Type scalar = isArray ? type.type().getArrayElementType() : type.type();
    String sized = type.maxLength().isPresent() ? "" + type.maxLength().getAsLong() : "";
    Optional<String> name =
        from == Dialect.POSTGRESQL
            ? googleSql(scalar, sized)
            : postgres(scalar, sized, allowsCommitTimestamp && !isArray);
    if (!isArray) {
      return name;
    }
    return from == Dialect.POSTGRESQL
        ? name.map(
            element ->
                "ARRAY<" + element + ">" + length.map(n -> "(vector_length=>" + n + ")").orElse(""))
        : name.map(element -> element + "[]" + length.map(n -> " vector length " + n).orElse(""));
  }

  private static Optional<String> googleSql(Type type, String length) {
    String size = length.isEmpty() ? "MAX" : length;
    return switch (type.getCode()) {
      case BOOL -> Optional.of("BOOL");
      case INT64 -> Optional.of("INT64");
      case FLOAT32 -> Optional.of("FLOAT32");
      case FLOAT64 -> Optional.of("FLOAT64");
      case PG_NUMERIC -> Optional.of("NUMERIC");
      case STRING -> Optional.of("STRING(" + size + ")");
      case BYTES -> Optional.of("BYTES(MAX)");
      case DATE -> Optional.of("DATE");
      case TIMESTAMP -> Optional.of("TIMESTAMP");
      case PG_JSONB -> Optional.of("JSON");
      case UUID -> Optional.of("UUID");
      default -> Optional.empty();
    };
  }

  private static Optional<String> postgres(
      Type type, String length, boolean allowsCommitTimestamp) {
    return switch (type.getCode()) {
      case BOOL -> Optional.of("boolean");
      case INT64 -> Optional.of("bigint");
      case FLOAT32 -> Optional.of("real");
      case FLOAT64 -> Optional.of("double precision");
      case NUMERIC -> Optional.of("numeric");
      case STRING ->
          Optional.of(length.isEmpty() ? "character varying" : "character varying(" + length + ")");
      case BYTES -> Optional.of("bytea");
      case DATE -> Optional.of("date");
      case TIMESTAMP ->
          Optional.of(
              allowsCommitTimestamp ? "spanner.commit_timestamp" : "timestamp with time zone");
      case JSON -> Optional.of("jsonb");
      case UUID -> Optional.of("uuid");
      default -> Optional.empty();
    };
  }
}
