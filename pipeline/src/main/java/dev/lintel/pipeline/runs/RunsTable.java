package dev.lintel.pipeline.runs;

import dev.lintel.pipeline.command.Elapsed;
import dev.lintel.pipeline.command.TextTable;
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
   * @param paused the keys of the paused jobs, and since when; those that are not among the runs
   *     are left out
   */
  static String of(List<RecordedRun> runs, Map<String, Instant> paused) {
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

  /** A run whose lease has ended is dead, or on Dataflow, which the next run will ask. */
  private static String state(RecordedRun run, Map<String, Instant> paused) {
    if (run.state() != RecordedRun.State.RUNNING) {
      return run.state().name();
    }
    return run.leaseExpired()
        ? "RUNNING, lease over"
        : paused.containsKey(run.jobKey()) ? "RUNNING, paused" : "RUNNING";
  }

  private static String took(RecordedRun run) {
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
