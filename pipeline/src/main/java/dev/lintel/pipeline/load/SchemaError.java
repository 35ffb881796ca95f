package dev.lintel.pipeline.load;

import com.google.cloud.spanner.SpannerException;
import dev.lintel.pipeline.command.ServerMessage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the error of a schema change says, and whether rows are to blame for it. Pure functions. */
final class SchemaError {

  /** The server says so of unique indexes, foreign keys and check constraints. */
  private static final Pattern VIOLATION =
      Pattern.compile("violat|duplicate (key|value)", Pattern.CASE_INSENSITIVE);

  /** Where the values of a row may begin. */
  private static final Pattern VALUES = Pattern.compile("`?[\\[{\"']|\\bkeys? \\(");

  private SchemaError() {}

  /** Whether the change failed because of rows. */
  static boolean blamesRows(SpannerException error) {
    return switch (error.getErrorCode()) {
      case FAILED_PRECONDITION, ALREADY_EXISTS, OUT_OF_RANGE ->
          VIOLATION.matcher(ServerMessage.of(error)).find();
      default -> false;
    };
  }

  /** Whether the change may still be made. */
  static boolean leavesItOpen(SpannerException error) {
    return switch (error.getErrorCode()) {
      case DEADLINE_EXCEEDED, UNAVAILABLE, CANCELLED, UNKNOWN -> true;
      default -> false;
    };
  }

  /** The code and the server's text, up to where it quotes values of a row. */
  static String withoutValues(SpannerException error) {
    String text = ServerMessage.of(error);
    Matcher values = VALUES.matcher(text);
    return blamesRows(error) && values.find()
        ? text.substring(0, values.start()).strip() + " ..."
        : text;
  }
}
