package dev.lintel.pipeline.ledger;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.StructReader;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.ledger.RecordedRun.State;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Writes and reads rows of {@link LedgerTables#RUNS}. */
final class RunRow {

  static final ImmutableList<String> COLUMNS =
      ImmutableList.of(
          "JobKey",
          "RunId",
          "Job",
          "State",
          "StartTime",
          "EndTime",
          "RowsWritten",
          "RowsFailed",
          "Windows",
          "Message",
          "Parameters",
          "Launcher",
          "DataflowProject",
          "DataflowRegion",
          "DataflowJobName",
          "DataflowJobId");

  private RunRow() {}

  /** The row of a run that begins or is skipped. Replaces what an earlier attempt has written. */
  static Mutation begin(NewRun run, State state, Timestamp now, @Nullable String message) {
    Optional<DataflowJob> dataflow = run.dataflow();
    return Mutation.newInsertOrUpdateBuilder(LedgerTables.RUNS)
        .set("JobKey")
        .to(run.jobKey())
        .set("RunId")
        .to(run.runId().value())
        .set("Job")
        .to(run.job())
        .set("State")
        .to(state.name())
        .set("StartTime")
        .to(now)
        .set("EndTime")
        .to(state == State.RUNNING ? null : now)
        .set("Message")
        .to(message)
        .set("Parameters")
        .to(run.parameters())
        .set("Launcher")
        .to(run.launcher())
        .set("DataflowProject")
        .to(dataflow.map(DataflowJob::project).orElse(null))
        .set("DataflowRegion")
        .to(dataflow.map(DataflowJob::region).orElse(null))
        .set("DataflowJobName")
        .to(dataflow.map(DataflowJob::name).orElse(null))
        .set("DataflowJobId")
        .to(dataflow.flatMap(DataflowJob::id).orElse(null))
        .build();
  }

  /** Changes some columns of a run's row. */
  static Mutation.WriteBuilder update(String jobKey, String runId) {
    return Mutation.newUpdateBuilder(LedgerTables.RUNS)
        .set("JobKey")
        .to(jobKey)
        .set("RunId")
        .to(runId);
  }

  /**
   * Reads a row of {@link #COLUMNS}.
   *
   * @param leaseExpires the end of the run's hold on its job's key; null if it does not hold the
   *     key
   * @param now the time by the database's clock
   */
  static RecordedRun read(StructReader row, @Nullable Timestamp leaseExpires, Timestamp now) {
    return new RecordedRun(
        row.getString("JobKey"),
        row.getString("RunId"),
        row.getString("Job"),
        State.valueOf(row.getString("State")),
        instant(row.getTimestamp("StartTime")),
        row.isNull("EndTime")
            ? Optional.empty()
            : Optional.of(instant(row.getTimestamp("EndTime"))),
        count(row, "RowsWritten"),
        count(row, "RowsFailed"),
        text(row, "Windows"),
        text(row, "Message"),
        row.getString("Parameters"),
        row.getString("Launcher"),
        text(row, "DataflowProject")
            .map(
                project ->
                    new DataflowJob(
                        project,
                        row.getString("DataflowRegion"),
                        row.getString("DataflowJobName"),
                        text(row, "DataflowJobId"))),
        Optional.ofNullable(leaseExpires).map(RunRow::instant),
        leaseExpires != null && leaseExpires.compareTo(now) <= 0);
  }

  private static Optional<String> text(StructReader row, String column) {
    return row.isNull(column) ? Optional.empty() : Optional.of(row.getString(column));
  }

  private static OptionalLong count(StructReader row, String column) {
    return row.isNull(column) ? OptionalLong.empty() : OptionalLong.of(row.getLong(column));
  }

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
