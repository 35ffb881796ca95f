package dev.lintel.pipeline.runs;

import dev.lintel.pipeline.command.Elapsed;
import dev.lintel.pipeline.command.TextTable;
import dev.lintel.pipeline.ledger.LastGoodRun;
import dev.lintel.pipeline.ledger.RecordedRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Formats runs as a table for the user. */
final class RunsTable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunsTable() {}

  /**
   * The runs of a history, or that there are none, the jobs among them that are paused, and how
   * fresh each key is, if that matters.
   */
  static String of(History history) {
    String ofRuns =
        history.runs().isEmpty()
            ? "No runs are recorded; jobs record theirs with --jobKey."
            : of(history.runs(), history.paused());
    FreshnessReport freshness = history.freshness();
    return freshness.maxAge().isEmpty() || freshness.keys().isEmpty()
        ? ofRuns
        : ofRuns + "\n\n" + of(freshness);
  }

  private static String of(FreshnessReport freshness) {
    var table = TextTable.of("job key", "last good run ended (UTC)", "ago", "verdict");
    for (LastGoodRun key : freshness.keys()) {
      table.add(
          key.jobKey(),
          key.end().map(TIME::format).orElse("-"),
          key.age().map(FreshnessReport::words).orElse("-"),
          freshness.verdict(key));
    }
    return table.toString();
  }

  private static String of(List<RecordedRun> runs, Map<String, Instant> paused) {
    var table =
        TextTable.of("job key", "job", "state", "start (UTC)", "took", "written", "failed", "run")
            .withNumbers("took", "written", "failed")
            .withLast("message");
    for (RecordedRun run : runs) {
      table.add(
          run.jobKey(),
          run.job(),
          state(run, paused),
          TIME.format(run.startTime()),
          took(run),
          number(run.rowsWritten()),
          number(run.rowsFailed()),
          run.runId(),
          run.message().orElse(""));
    }
    StringBuilder text = new StringBuilder(table.toString());
    paused.forEach(
        (jobKey, since) -> {
          if (runs.stream().anyMatch(run -> run.jobKey().equals(jobKey))) {
            text.append(
                "%n%n%s is paused since %s UTC; --resume=%s lets it go on"
                    .formatted(jobKey, TIME.format(since), jobKey));
          }
        });
    return text.toString();
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** A run whose lease has ended is dead, or on Dataflow, which the next run will ask. */
  static String state(RecordedRun run, Map<String, Instant> paused) {
    if (run.state() != RecordedRun.State.RUNNING) {
      return run.state().name();
    }
    return run.leaseExpired()
        ? "RUNNING, lease over"
        : paused.containsKey(run.jobKey()) ? "RUNNING, paused" : "RUNNING";
  }

  static String took(RecordedRun run) {
    if (run.state() == RecordedRun.State.SKIPPED || run.endTime().isEmpty()) {
      return "-";
    }
    Instant end = run.endTime().get();
    return Elapsed.words(Duration.between(run.startTime(), end));
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%,d", value.getAsLong()) : "-";
  }
}
