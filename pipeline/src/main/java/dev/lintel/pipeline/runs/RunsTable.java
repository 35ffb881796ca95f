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
import java.util.OptionalLong;

/** Formats runs as a table for the user. */
final class RunsTable {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunsTable() {}

  static String of(List<RecordedRun> runs) {
    var table =
        TextTable.of("job key", "job", "state", "start (UTC)", "took", "written", "failed", "run")
            .withNumbers("took", "written", "failed")
            .withLast("message");
    for (RecordedRun run : runs) {
      table.add(
          run.jobKey(),
          run.job(),
          state(run),
          TIME.format(run.startTime()),
          took(run),
          number(run.rowsWritten()),
          number(run.rowsFailed()),
          run.runId(),
          run.message().orElse(""));
    }
    return table.toString();
  }

  /** A run whose lease has ended is dead, or on Dataflow, which the next run will ask. */
  private static String state(RecordedRun run) {
    return run.state() == RecordedRun.State.RUNNING && run.leaseExpired()
        ? "RUNNING, lease over"
        : run.state().name();
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
