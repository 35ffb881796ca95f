package dev.lintel.pipeline.runs;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.ledger.RecordedRun;
import dev.lintel.pipeline.ledger.RunHistory;
import java.util.List;
import java.util.Optional;

/** {@code ./lintel runs}. */
public final class RunsCommand implements Command<RunsOptions> {

  @Override
  public Class<RunsOptions> optionsType() {
    return RunsOptions.class;
  }

  @Override
  public ExitStatus run(RunsOptions options, Environment environment) throws InterruptedException {
    ConnectionConfig config = DatabaseAccess.connection(options, environment);
    List<RecordedRun> runs =
        DatabaseAccess.inspect(
            config,
            new Problems(),
            connection ->
                DatabaseAccess.requestTimeout(options)
                    .await(
                        "the recorded runs in " + config.describe(),
                        () ->
                            RunHistory.read(
                                connection,
                                Optional.ofNullable(options.getJobKey()),
                                options.getMaxRuns())));
    switch (options.getFormat()) {
      case JSON -> environment.out().println(RunsJson.of(runs));
      case TABLE -> {
        if (runs.isEmpty()) {
          environment.out().println("No runs are recorded; jobs record theirs with --jobKey.");
        } else {
          environment.out().println(RunsTable.of(runs));
        }
      }
    }
    environment.out().flush();
    return ExitStatus.SUCCEEDED;
  }
}
