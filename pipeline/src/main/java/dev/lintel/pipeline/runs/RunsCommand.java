package dev.lintel.pipeline.runs;

import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.AtomicFile;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.OutputPlaces;
import dev.lintel.pipeline.job.Place;
import dev.lintel.pipeline.ledger.Freshness;
import dev.lintel.pipeline.ledger.LastGoodRun;
import dev.lintel.pipeline.ledger.PausedJobs;
import dev.lintel.pipeline.ledger.RunHistory;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code ./lintel runs}: shows the recorded runs; pauses and resumes a job. */
public final class RunsCommand implements Command<RunsOptions> {

  @Override
  public Class<RunsOptions> optionsType() {
    return RunsOptions.class;
  }

  @Override
  public ExitStatus run(RunsOptions options, Environment environment)
      throws IOException, InterruptedException {
    var problems = new Problems();
    OutputPlaces.check(Place.allIn(CommandSpec.of(optionsType()), options), problems);
    problems.throwIfAny();
    ConnectionConfig config = DatabaseAccess.connection(options, environment);
    if (options.getPause() != null || options.getResume() != null) {
      return PauseOrResume.run(options, config, environment.out());
    }
    History history =
        DatabaseAccess.inspect(
            config,
            problems,
            connection ->
                DatabaseAccess.requestTimeout(options)
                    .await(
                        "the recorded runs in " + config.describe(),
                        () -> read(connection, options)));
    write(
        switch (options.getFormat()) {
          case TABLE -> RunsTable.of(history);
          case JSON -> RunsJson.of(history);
          case HTML -> RunsPage.of(config.describe(), history);
        },
        options,
        environment);
    List<String> stale = history.freshness().problems(Optional.ofNullable(options.getJobKey()));
    stale.forEach(problem -> environment.console().line("lintel runs: " + problem));
    return stale.isEmpty() ? ExitStatus.SUCCEEDED : ExitStatus.STALE;
  }

  private static History read(SpannerConnection connection, RunsOptions options) {
    Optional<String> jobKey = Optional.ofNullable(options.getJobKey());
    ImmutableList<LastGoodRun> good = Freshness.read(connection, jobKey);
    return new History(
        RunHistory.read(connection, jobKey, options.getMaxRuns()),
        PausedJobs.read(connection),
        new FreshnessReport(good, Optional.ofNullable(options.getMaxAge()).map(Duration::parse)),
        good.stream().map(LastGoodRun::now).findFirst().orElseGet(Instant::now));
  }

  private static void write(String text, RunsOptions options, Environment environment)
      throws IOException {
    if (options.getOutputFile() == null) {
      environment.out().println(text);
      environment.out().flush();
    } else {
      AtomicFile.write(options.getOutputFile(), text + "\n");
    }
  }
}
