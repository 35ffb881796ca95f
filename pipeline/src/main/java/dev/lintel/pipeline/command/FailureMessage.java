package dev.lintel.pipeline.command;

import com.google.cloud.spanner.SpannerException;
import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;

/** The part of an exception that a user needs: one line, without wrappers. */
public final class FailureMessage {

  private static final int LONGEST = 2000;

  private static final List<Class<? extends Throwable>> WRAPPERS =
      List.of(
          PipelineExecutionException.class,
          UserCodeException.class,
          ExecutionException.class,
          CompletionException.class,
          InvocationTargetException.class,
          UndeclaredThrowableException.class);

  private FailureMessage() {}

  /** The message, and those of the causes that add something to it. */
  public static String of(Throwable thrown) {
    return MemoryMessage.of(thrown).orElseGet(() -> ofOther(thrown));
  }

  private static String ofOther(Throwable thrown) {
    Throwable outer = unwrap(thrown);
    StringBuilder line = new StringBuilder(messageOf(outer));
    for (Throwable cause = nextOf(outer); cause != null; cause = nextOf(cause)) {
      String message = messageOf(cause);
      if (line.indexOf(message) < 0) {
        line.append(": ").append(message);
      }
    }
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line.toString();
  }

  public static String stackTraceOf(Throwable thrown) {
    return Throwables.getStackTraceAsString(thrown).stripTrailing();
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable current = thrown;
    while (current.getCause() != null && isWrapper(current)) {
      current = current.getCause();
    }
    return current;
  }

  private static boolean isWrapper(Throwable thrown) {
    return WRAPPERS.stream().anyMatch(wrapper -> wrapper.isInstance(thrown))
        // new RuntimeException(cause) has no message of its own.
        || String.valueOf(thrown.getCause()).equals(thrown.getMessage());
  }

  private static Throwable nextOf(Throwable thrown) {
    // The causes of Spanner's exception, from the layers of the transport, repeat its message.
    if (thrown instanceof SpannerException || thrown.getCause() == null) {
      return null;
    }
    return unwrap(thrown.getCause());
  }

  private static String messageOf(Throwable thrown) {
    if (thrown instanceof SpannerException spanner) {
      return oneLine(ServerMessage.of(spanner));
    }
    String message = Strings.nullToEmpty(thrown.getMessage());
    // Some messages need the exception's name: "null", or a path or number alone.
    boolean isSentence = message.contains(" ");
    String name = thrown.getClass().getSimpleName();
    return oneLine(isSentence ? message : message.isEmpty() ? name : name + ": " + message);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
