package dev.lintel.pipeline.command;

import com.google.cloud.spanner.SpannerException;
import com.google.common.base.Strings;
import java.util.regex.Pattern;

/** The error message of Spanner itself. */
public final class ServerMessage {

  /** The layers of the transport put names of classes before the message of the server. */
  private static final Pattern LAYER =
      Pattern.compile(
          "(io\\.grpc|com\\.google\\.api\\.gax|com\\.google\\.cloud)[\\w.$]*: "
              // That of an operation, such as a schema change.
              + "|Operation with name \"[^\"]*\" failed with status = \\w+\\{transportCode=\\w+\\}"
              + " and message = ");

  private ServerMessage() {}

  /** The error code, once, and the message of the server, which may have several lines. */
  public static String of(SpannerException thrown) {
    String code = thrown.getErrorCode().name();
    String words = LAYER.matcher(Strings.nullToEmpty(thrown.getMessage())).replaceAll("");
    while (words.startsWith(code + ": ")) {
      words = words.substring(code.length() + 2);
    }
    return code + ": " + words;
  }
}
