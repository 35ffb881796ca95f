package dev.lintel.pipeline.report;

import dev.lintel.pipeline.command.UrlPasswords;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A command of the command line, as one types it into a shell. */
public final class ShellCommand {

  /** Characters that no POSIX shell treats in a way of its own. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,@%+=-]+");

  private ShellCommand() {}

  /**
   * The command, with a line for each option, which a shell reads as one line.
   *
   * @param options names and values, in the order in which they are written
   */
  public static String of(String command, List<Map.Entry<String, String>> options) {
    var line = new StringBuilder("./lintel ").append(command);
    options.forEach(
        option ->
            line.append(" \\\n    --")
                .append(option.getKey())
                .append('=')
                .append(quote(UrlPasswords.hide(option.getValue()))));
    return line.toString();
  }

  /** A value as a shell takes it as one word. */
  public static String quote(String value) {
    return value.isEmpty() || PLAIN.matcher(value).matches()
        ? value
        : "'" + value.replace("'", "'\\''") + "'";
  }
}
