package dev.lintel.compare;

import com.google.cloud.spanner.Type;
import java.util.Optional;

/** The {@link CanonicalText} of GoogleSQL. */
final class GoogleSqlCanonicalText extends CanonicalText {
  private final boolean sameDialect;

  GoogleSqlCanonicalText(boolean sameDialect) {
    this.sameDialect = sameDialect;
  }

  @Override
  Optional<String> scalar(Type type, String x) {
    return Optional.ofNullable(
        switch (type.getCode()) {
          case BOOL, INT64, PG_OID, NUMERIC, PG_NUMERIC, DATE, UUID -> cast(x);
          // The cast of -0.0 has no sign.
          case FLOAT32, FLOAT64 ->
              "IF(%1$s = 0 AND ATAN2(%1$s, -1) < 0, '-0', %2$s)".formatted(x, cast(x));
          case STRING -> "CONCAT(%s, ':', %s)".formatted(cast("CHAR_LENGTH(" + x + ")"), x);
          case BYTES -> bytes(x);
          case PROTO -> bytes("CAST(" + x + " AS BYTES)");
          case ENUM -> cast("CAST(" + x + " AS INT64)");
          // PostgreSQL has only the text in the database's default time zone.
          case TIMESTAMP -> sameDialect ? "STRING(" + x + ", 'UTC')" : cast(x);
          case JSON -> sameDialect ? "TO_JSON_STRING(" + x + ")" : null;
          default -> null;
        });
  }

  private static String bytes(String x) {
    return "CONCAT(%s, '#', %s)"
        .formatted(cast("LENGTH(" + x + ")"), cast("FARM_FINGERPRINT(" + x + ")"));
  }

  private static String cast(String x) {
    return "CAST(" + x + " AS STRING)";
  }

  @Override
  String array(String x, String element) {
    return "CONCAT(CAST(ARRAY_LENGTH(%1$s) AS STRING), '[', ARRAY_TO_STRING(ARRAY(SELECT %2$s FROM UNNEST(%1$s) AS e WITH OFFSET AS o ORDER BY o), ''))"
        .formatted(x, element);
  }

  @Override
  String separator() {
    return ", ";
  }

  @Override
  String concat(String texts) {
    return "CONCAT(" + texts + ")";
  }

  @Override
  String fingerprint(String text) {
    return "FARM_FINGERPRINT(" + text + ")";
  }

  @Override
  String sum(String number) {
    // NUMERIC has room for the sum of 10^10 numbers of 64 bits.
    return "SUM(CAST(" + number + " AS NUMERIC))";
  }
}
