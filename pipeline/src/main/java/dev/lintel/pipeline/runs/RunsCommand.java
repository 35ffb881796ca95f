package dev.lintel.pipeline.runs;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.ledger.PausedJobs;
import dev.lintel.pipeline.ledger.RecordedRun;
import dev.lintel.pipeline.ledger.RunHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ./lintel runs}: shows the recorded runs; pauses and resumes a job. */
public final class RunsCommand implements Command<RunsOptions> {

  @Override
  public Class<RunsOptions> optionsType() {
    return RunsOptions.class;
  }

  @Override
  public ExitStatus run(RunsOptions options, Environment environment) throws InterruptedException {
    ConnectionConfig config = DatabaseAccess.connection(options, environment);
    if (options.getPause() != null || options.getResume() != null) {
      return PauseOrResume.run(options, config, environment.out());
    }
    History history =
        DatabaseAccess.inspect(
            config,
            new Problems(),
            connection ->
                DatabaseAccess.requestTimeout(options)
                    .await(
                        "the recorded runs in " + config.describe(),
                        () ->
                            new History(
                                RunHistory.read(
                                    connection,
                                    Optional.ofNullable(options.getJobKey()),
                                    options.getMaxRuns()),
                                PausedJobs.read(connection))));
    switch (options.getFormat()) {
      case JSON -> environment.out().println(RunsJson.of(history.runs(), history.paused()));
      case TABLE -> {
        if (history.runs().isEmpty()) {
          environment.out().println("No runs are recorded; jobs record theirs with --jobKey.");
        } else {
          environment.out().println(RunsTable.of(history.runs(), history.paused()));
        }
      }
    }
    environment.out().flush();
    return ExitStatus.SUCCEEDED;
  }

  /**
   * @param paused the keys of the paused jobs, and since when
   */
  private record History(List<RecordedRun> runs, Map<String, Instant> paused) {}
}
