package dev.lintel.compare;

import com.google.cloud.spanner.Type;
import java.util.Optional;

/** The {@link CanonicalText} of PostgreSQL. */
final class PostgresCanonicalText extends CanonicalText {
  private final boolean sameDialect;

  PostgresCanonicalText(boolean sameDialect) {
    this.sameDialect = sameDialect;
  }

  @Override
  Optional<String> scalar(Type type, String x) {
    return Optional.ofNullable(
        switch (type.getCode()) {
          case BOOL, INT64, PG_OID, DATE, TIMESTAMP, UUID -> cast(x);
          // The cast of -0.0 has no sign. The emulator ends when a null element is compared.
          case FLOAT32, FLOAT64 ->
              "CASE WHEN %1$s IS NULL THEN NULL WHEN %1$s = 0 AND atan2(CAST(%1$s AS double precision), -1) < 0 THEN '-0' ELSE %2$s END"
                  .formatted(x, cast(x));
          case NUMERIC, PG_NUMERIC -> sameDialect ? cast(x) : withoutTrailingZeros(cast(x));
          case STRING -> "%s || ':' || %s".formatted(cast("length(" + x + ")"), x);
          case BYTES ->
              "%s || '#' || %s".formatted(cast("length(" + x + ")"), cast(fingerprint(x)));
          case PG_JSONB -> sameDialect ? cast(x) : null;
          default -> null;
        });
  }

  private static String cast(String x) {
    return "CAST(" + x + " AS text)";
  }

  private static String withoutTrailingZeros(String text) {
    return "CASE WHEN strpos(%1$s, '.') > 0 THEN rtrim(rtrim(%1$s, '0'), '.') ELSE %1$s END"
        .formatted(text);
  }

  @Override
  String array(String x, String element) {
    // The length of an empty array is null.
    return "CASE WHEN %1$s IS NULL THEN NULL ELSE CAST(COALESCE(array_length(%1$s, 1), 0) AS text) || '[' || array_to_string(ARRAY(SELECT %2$s FROM unnest(%1$s) WITH ORDINALITY AS u(e, o) ORDER BY o), '') END"
        .formatted(x, element);
  }

  @Override
  String separator() {
    return " || ";
  }

  @Override
  String concat(String texts) {
    return "(" + texts + ")";
  }

  @Override
  String fingerprint(String text) {
    return "spanner.farm_fingerprint(" + text + ")";
  }

  @Override
  String sum(String number) {
    // Of 64-bit numbers the sum is a numeric.
    return "sum(" + number + ")";
  }
}
