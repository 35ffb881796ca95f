package dev.lintel.schema;

import java.util.regex.Pattern;

/** Knows the default expressions that give every row a value of its own. */
public final class UniqueDefaults {

  /** The whole expression is the call: what is made of the value may be the same for two rows. */
  private static final Pattern CALL =
      Pattern.compile(
          "\\s*(?:spanner\\s*\\.\\s*|pg_catalog\\s*\\.\\s*)?"
              + "(?:generate_uuid|new_uuid|gen_random_uuid|get_next_sequence_value|nextval)"
              + "\\s*\\([^()]*\\)\\s*",
          Pattern.CASE_INSENSITIVE);

  private UniqueDefaults() {}

  /** Returns true if the expression, of either dialect, is known to be different for every row. */
  public static boolean isUnique(String expression) {
    String text = expression.strip();
    while (text.startsWith("(") && text.endsWith(")")) {
      text = text.substring(1, text.length() - 1);
    }
    return CALL.matcher(text).matches();
  }
}
