package dev.lintel.schema;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Parses the type names of the PostgreSQL dialect. */
final class PostgresTypes {

  /** A PostgreSQL {@code timestamp} column that may hold the commit timestamp. */
  static final String COMMIT_TIMESTAMP = "spanner.commit_timestamp";

  private static final ImmutableMap<String, Type> SCALARS =
      ImmutableMap.<String, Type>builder()
          .put("boolean", Type.bool())
          .put("bigint", Type.int64())
          .put("real", Type.float32())
          .put("double precision", Type.float64())
          .put("numeric", Type.pgNumeric())
          .put("text", Type.string())
          .put("character varying", Type.string())
          .put("bytea", Type.bytes())
          .put("date", Type.date())
          .put("timestamp with time zone", Type.timestamp())
          .put(COMMIT_TIMESTAMP, Type.timestamp())
          .put("jsonb", Type.pgJsonb())
          .put("uuid", Type.uuid())
          .put("oid", Type.pgOid())
          .put("interval", Type.interval())
          .put("spanner.tokenlist", Type.bytes())
          .buildOrThrow();

  private static final ImmutableMap<String, String> ALIASES =
      ImmutableMap.<String, String>builder()
          .put("bool", "boolean")
          .put("int8", "bigint")
          .put("int", "bigint")
          .put("integer", "bigint")
          .put("float4", "real")
          .put("float8", "double precision")
          .put("float", "double precision")
          .put("decimal", "numeric")
          .put("varchar", "character varying")
          .put("timestamptz", "timestamp with time zone")
          .buildOrThrow();

  private static final Pattern SIZED =
      Pattern.compile("(?:character varying|varchar) ?\\( ?(\\d+) ?\\)");
  private static final Pattern FLOAT = Pattern.compile("float ?\\( ?(\\d+) ?\\)");

  /** The most bits of a {@code float(n)} that is a {@code real}, by the SQL standard. */
  private static final int REAL_BITS = 24;

  private static final Pattern ARRAY =
      Pattern.compile("(.+?)(?: ?\\[ ?\\d* ?\\]| array)( vector length \\d+)?");

  private PostgresTypes() {}

  /** Returns true for the types with NaN, which PostgreSQL sorts last and GoogleSQL first. */
  static boolean isFloatingPoint(String name) {
    return name.equals("double precision") || name.equals("real");
  }

  static ColumnType parse(String text) {
    String spaced =
        text.strip()
            .replaceAll("\\s+", " ")
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^pg_catalog\\.", "");
    ColumnType type = scalarOrNull(spaced);
    if (type != null) {
      return type;
    }
    Matcher array = ARRAY.matcher(spaced);
    ColumnType element = array.matches() ? scalarOrNull(array.group(1)) : null;
    if (element == null) {
      throw ColumnType.unknown(text);
    }
    String vector = array.group(2) == null ? "" : array.group(2);
    return new ColumnType(
        element.name() + "[]" + vector, Type.array(element.type()), element.maxLength());
  }

  private static @Nullable ColumnType scalarOrNull(String spaced) {
    String name = ALIASES.getOrDefault(spaced, spaced);
    Type type = SCALARS.get(name);
    if (type != null) {
      return ColumnType.unbounded(name, type);
    }
    Matcher sizedFloat = FLOAT.matcher(spaced);
    if (sizedFloat.matches()) {
      return scalarOrNull(
          Integer.parseInt(sizedFloat.group(1)) <= REAL_BITS ? "real" : "double precision");
    }
    Matcher sized = SIZED.matcher(spaced);
    if (!sized.matches()) {
      return null;
    }
    long max = Long.parseLong(sized.group(1));
    return ColumnType.bounded("character varying(" + max + ")", Type.string(), max);
  }
}
