package dev.lintel.failure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves values of rows out of messages, for logs and other places that rows must not get to. Pure.
 */
public final class ValuelessMessage {

  /** Stands for what is left out. */
  public static final String ANY = "…";

  /** So much of a message is looked at: a server may quote a key of some kilobytes. */
  private static final int LOOKED_AT = 2000;

  /**
   * What may hold values of a row: quoted texts, whatever is in brackets, and words that begin with
   * a digit. A value may hold quotation marks itself, so a quotation reaches to the last mark of
   * its kind, or, without one, to the end of the message. A mark between two letters is an
   * apostrophe.
   */
  private static final Pattern VARIABLE =
      Pattern.compile(
          """
          (?s:"(?:.*"|.*$)
          |(?<![\\p{L}\\p{N}])'(?:.*'(?![\\p{L}\\p{N}])|.*$)
          |`\\{.*\\}`
          |`(?<quoted>[^`]*)(?:`|$)
          |\\[(?:.*\\]|.*$)
          |\\{(?:.*\\}|.*$)
          |(?<![\\p{L}\\p{N}_])[-+]?[0-9][\\p{L}\\p{N}_]*(?:[.,:+-][\\p{L}\\p{N}_]+)*)
          """,
          Pattern.COMMENTS);

  /** A name of the schema, which may stay. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.$]*");

  private ValuelessMessage() {}

  /**
   * The message on one line, with {@link #ANY} for each part that may hold values. Names of the
   * schema in backticks stay. Long messages are cut.
   */
  public static String of(String message) {
    String line =
        message.substring(0, Math.min(message.length(), LOOKED_AT)).strip().replaceAll("\\s+", " ");
    var pattern = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(line);
    while (matcher.find()) {
      String quoted = matcher.group("quoted");
      boolean isName = quoted != null && NAME.matcher(quoted).matches();
      matcher.appendReplacement(pattern, Matcher.quoteReplacement(isName ? matcher.group() : ANY));
    }
    return matcher.appendTail(pattern).toString();
  }
}
