package dev.lintel.pipeline.load;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SpannerException;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates what a database lacks: first all of it together, which Spanner does fastest, and if that
 * fails one statement after the other, to find out which of them fail. Not thread-safe.
 */
final class SchemaFinish {

  /** Changes the schema. */
  @FunctionalInterface
  interface Update {
    /**
     * Runs the statements and waits for them.
     *
     * @param operationId if the database has an operation of that id, its end is waited for, and
     *     nothing else is done
     */
    void apply(List<String> statements, String operationId) throws InterruptedException;
  }

  private final Update update;
  private final Supplier<List<String>> missing;
  private final String run;

  /**
   * @param missing asks the database for the statements that it still lacks
   * @param run identifies the run
   */
  SchemaFinish(Update update, Supplier<List<String>> missing, String run) {
    this.update = update;
    this.missing = missing;
    this.run = run;
  }

  /**
   * Creates everything that can be created.
   *
   * @throws IllegalStateException if something cannot; the message names it, with the answer of the
   *     server, without values of rows
   */
  void create() throws InterruptedException {
    List<String> statements = missing.get();
    if (statements.isEmpty() || tryUpdate(statements).isEmpty()) {
      return;
    }
    Map<String, SpannerException> failed = new LinkedHashMap<>();
    // Those before the first one that failed may be there now, or all, by another attempt.
    for (String statement : missing.get()) {
      tryUpdate(List.of(statement)).ifPresent(e -> failed.put(statement, e));
    }
    if (!failed.isEmpty()) {
      failed.keySet().retainAll(missing.get());
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException(message(failed));
    }
  }

  private Optional<SpannerException> tryUpdate(List<String> statements)
      throws InterruptedException {
    try {
      update.apply(statements, operationId(statements));
      return Optional.empty();
    } catch (SpannerException e) {
      if (e.getErrorCode() == ErrorCode.CANCELLED && Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  /**
   * The same for the same statements of the same run. A second attempt, made while the server still
   * works on the first, then waits for that instead of being refused because of it.
   */
  private String operationId(List<String> statements) {
    return "lintel_"
        + Hashing.sha256()
            .hashString(run + "\n" + String.join("\n", statements), StandardCharsets.UTF_8)
            .toString()
            .substring(0, 32);
  }

  private static String message(Map<String, SpannerException> failed) {
    List<String> each = new ArrayList<>();
    failed.forEach(
        (statement, error) ->
            each.add(
                "%s (%s)"
                    .formatted(
                        statement.replaceAll("\\s+", " "), SchemaError.withoutValues(error))));
    boolean rows = failed.values().stream().anyMatch(SchemaError::blamesRows);
    boolean open = failed.values().stream().anyMatch(SchemaError::leavesItOpen);
    return "The rows that could be written are written, but this was not created after them: %s; %s run the job again, which creates what is missing"
        .formatted(
            String.join("; ", each),
            rows
                ? "fix the rows (see those that were rejected) and"
                : open
                    ? "the server may still be working on it: wait for that, then"
                    : "remove the cause and");
  }
}
