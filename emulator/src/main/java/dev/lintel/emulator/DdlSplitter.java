package dev.lintel.emulator;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.connection.AbstractStatementParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a DDL script into its statements. */
final class DdlSplitter {

  /**
   * Text up to a semicolon outside of quoted strings and identifiers. Only in GoogleSQL a backslash
   * is an escape character.
   */
  private static final Pattern GOOGLE_SQL =
      Pattern.compile(
          "(?:'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`(?:[^`\\\\]|\\\\.)*+`|[^;'\"`])++",
          Pattern.DOTALL);

  private static final Pattern POSTGRESQL =
      Pattern.compile("(?:'[^']*+'|\"[^\"]*+\"|[^;'\"])++", Pattern.DOTALL);

  private DdlSplitter() {}

  /** Returns the statements of a script without comments and semicolons. */
  static List<String> split(Dialect dialect, String script) {
    String withoutComments =
        AbstractStatementParser.getInstance(dialect).removeCommentsAndTrim(script);
    Pattern statement =
        switch (dialect) {
          case GOOGLE_STANDARD_SQL -> GOOGLE_SQL;
          case POSTGRESQL -> POSTGRESQL;
        };
    Matcher matcher = statement.matcher(withoutComments);
    List<String> statements = new ArrayList<>();
    while (matcher.find()) {
      if (!matcher.group().isBlank()) {
        statements.add(matcher.group().strip());
      }
    }
    return statements;
  }
}
