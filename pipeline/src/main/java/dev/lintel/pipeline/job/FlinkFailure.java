package dev.lintel.pipeline.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.annotations.VisibleForTesting;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Why a job on a Flink cluster failed. The runner does not say it; the cluster's REST API does. */
final class FlinkFailure {

  /** A line of a stack trace that names an exception. */
  private static final Pattern THROWN =
      Pattern.compile("(?m)^(?:Caused by: )?(?:[\\w]+\\.)*([\\w$]+)(?:: (.+))?$");

  /** Exceptions that say nothing of their own. */
  private static final ImmutableSet<String> WRAPPERS =
      ImmutableSet.of(
          "JobException",
          "UserCodeException",
          "ExecutionException",
          "CompletionException",
          "UncheckedExecutionException",
          "InvocationTargetException");

  private FlinkFailure() {}

  /**
   * The reason in one line, or where to look for it.
   *
   * @param master {@code host:port} of the cluster
   * @param jobName of the job, which is the last of this name on the cluster
   */
  static String reason(String master, String jobName) {
    var cluster = new FlinkRest(master);
    Optional<String> reason = Optional.empty();
    try {
      Optional<String> id = cluster.idOf(jobName);
      if (id.isPresent()) {
        JsonNode failure = cluster.get("/jobs/%s/exceptions".formatted(id.get()));
        reason =
            messageOf(failure.path("exceptionHistory").path("entries").path(0).path("stacktrace"))
                .or(() -> messageOf(failure.path("root-exception")));
      }
    } catch (IOException e) {
      // It is in the cluster's log all the same.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String where = "the Flink job %s failed".formatted(jobName);
    return reason
        .map(words -> "%s: %s".formatted(where, words))
        .orElse(where + "; the cluster's log and its web page say why");
  }

  private static Optional<String> messageOf(JsonNode stackTrace) {
    return message(stackTrace.asText());
  }

  /** The message of the first exception of a stack trace that is no wrapper. */
  @VisibleForTesting
  static Optional<String> message(String stackTrace) {
    return THROWN
        .matcher(stackTrace)
        .results()
        .filter(thrown -> thrown.group(2) != null && !isWrapper(thrown))
        .map(thrown -> "%s: %s".formatted(thrown.group(1), thrown.group(2).strip()))
        .findFirst();
  }

  private static boolean isWrapper(MatchResult thrown) {
    return WRAPPERS.contains(thrown.group(1))
        // new RuntimeException(cause) has no message of its own.
        || (THROWN.matcher(thrown.group(2)).matches() && thrown.group(2).contains("Exception: "));
  }
}
