package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates expressions that mean the same in both dialects: literals, the time, a new UUID, the
 * next value of a sequence. Pure functions.
 */
final class ExpressionTranslation {
  private static final Pattern PLAIN =
      Pattern.compile(
          "[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|true|false|null", Pattern.CASE_INSENSITIVE);

  /** PostgreSQL casts the literals that it prints. */
  private static final Pattern CAST =
      Pattern.compile("(.+?)::([a-z_ ]+?) *(\\(\\d+\\))?", Pattern.DOTALL);

  /** The types whose literals need no quotes. */
  private static final Pattern NUMBER_OR_BOOL =
      Pattern.compile("bigint|int8|integer|numeric|double precision|real|boolean|bool");

  private static final Pattern TEXT = Pattern.compile("text|character varying|varchar");

  private static final Pattern GOOGLE_TEXT = Pattern.compile("'[^'\\\\\\n]*'|\"[^\"\\\\\\n]*\"");

  private static final Pattern POSTGRES_TEXT = Pattern.compile("'([^']|'')*'");

  private static final ImmutableMap<String, String> TO_POSTGRES =
      ImmutableMap.of(
          "current_timestamp()", "CURRENT_TIMESTAMP",
          "current_timestamp", "CURRENT_TIMESTAMP",
          "generate_uuid()", "spanner.generate_uuid()",
          "new_uuid()", "gen_random_uuid()");

  private static final ImmutableMap<String, String> TO_GOOGLE_SQL =
      ImmutableMap.of(
          "current_timestamp", "CURRENT_TIMESTAMP()",
          "now()", "CURRENT_TIMESTAMP()",
          "spanner.generate_uuid()", "GENERATE_UUID()",
          "gen_random_uuid()", "NEW_UUID()");

  private ExpressionTranslation() {}

  /**
   * Returns the expression in the other dialect; empty if it is not known to have a counterpart.
   *
   * @param from the dialect of the expression
   */
  static Optional<String> of(String expression, Dialect from) {
    String text = withoutParentheses(expression.strip());
    boolean isPostgres = from == Dialect.POSTGRESQL;
    if (isPostgres) {
      Matcher cast = CAST.matcher(text);
      if (cast.matches()) {
        text = withoutParentheses(cast.group(1).strip());
        boolean isBare = NUMBER_OR_BOOL.matcher(cast.group(2)).matches();
        if (isBare && POSTGRES_TEXT.matcher(text).matches()) {
          text = text.substring(1, text.length() - 1);
        } else if (!isBare && !TEXT.matcher(cast.group(2)).matches()) {
          return Optional.empty();
        }
      }
    }
    if (PLAIN.matcher(text).matches()) {
      return Optional.of(text);
    }
    if (isPostgres && POSTGRES_TEXT.matcher(text).matches()) {
      String inner = text.substring(1, text.length() - 1).replace("''", "'");
      return Optional.of(
          "'" + inner.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'");
    }
    if (!isPostgres && GOOGLE_TEXT.matcher(text).matches()) {
      return Optional.of("'" + text.substring(1, text.length() - 1).replace("'", "''") + "'");
    }
    Optional<String> sequence = CounterUse.sequenceName(text);
    if (sequence.isPresent() && CounterUse.isSequenceCall(text)) {
      return Optional.of(
          isPostgres
              ? "GET_NEXT_SEQUENCE_VALUE(SEQUENCE " + sequence.get() + ")"
              : "nextval('" + sequence.get() + "')");
    }
    return Optional.ofNullable(
        (isPostgres ? TO_GOOGLE_SQL : TO_POSTGRES)
            .get(text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "")));
  }

  private static String withoutParentheses(String text) {
    return text.startsWith("(") && text.endsWith(")") && text.indexOf(')') == text.length() - 1
        ? text.substring(1, text.length() - 1).strip()
        : text;
  }
}
