package dev.lintel.pipeline.faults;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.imports.Rows;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What rows hold is in no log, message, summary, report or record of a run: not when all goes well,
 * and not in what is said of faults and of rejected records.
 */
@Timeout(180)
class PrivacyIT {
  /** The secret of a spec. */
  private static final String SALT = "salt-of-a-copy-5d20";

  /** A value in a query of the user. */
  private static final String VALUE = "value-in-a-query-77e1";

  /** Runs are recorded in one of the two databases. */
  private static final String IS_RECORDED =
      "SELECT table_name FROM INFORMATION_SCHEMA.TABLES WHERE table_name = 'LintelRuns'";

  private final FaultDatabases databases;
  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  private final Logger root = Logger.getLogger("");

  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          var text = new StringWriter();
          text.append(new SimpleFormatter().formatMessage(record));
          if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text));
          }
          logged.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  PrivacyIT(
      @SpannerDatabase(ddl = {FaultDatabases.CUSTOMERS, FaultDatabases.ORDERS})
          EmulatorDatabase source,
      @SpannerDatabase(ddl = {FaultDatabases.CUSTOMERS, FaultDatabases.ORDERS})
          EmulatorDatabase destination) {
    this.databases = new FaultDatabases(source, destination, FaultProxy.start(source.host()));
  }

  @BeforeEach
  void listen() {
    listener.setLevel(Level.INFO);
    root.addHandler(listener);
  }

  @AfterEach
  void stop() {
    root.removeHandler(listener);
    databases.proxy().close();
  }

  @ParameterizedTest
  @EnumSource(names = {"IMPORT", "COPY"})
  void nothingSaysWhatIsInRows(JobUnderTest job, @TempDir Path folder) throws Exception {
    assertSaysNothing(job, folder);
  }

  /** A query is recorded as it was given, and is in the command on the page; nowhere else. */
  @Test
  void aQueryIsWhereItIsDocumentedToBe(@TempDir Path folder) throws Exception {
    databases.fillSource();
    Path report = folder.resolve("report.html");
    Path summary = folder.resolve("summary.json");

    CommandRun run =
        CommandRun.on(
            databases.sourceThroughProxy(),
            "export",
            "--query=SELECT Id FROM Customers WHERE Name != '" + VALUE + "'",
            "--format=jsonl",
            "--outputDir=" + folder.resolve("export"),
            "--jobKey=query",
            "--reportFile=" + report,
            "--summaryFile=" + summary);

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(logged).noneMatch(text -> text.contains(VALUE));
    assertThat(run.out() + run.err() + Files.readString(summary)).doesNotContain(VALUE);
    assertThat(Files.readString(report)).contains(VALUE);
    assertThat(Rows.of(databases.source(), "SELECT Parameters FROM LintelRuns").toString())
        .contains(VALUE);
  }

  @Tag("faults")
  @ParameterizedTest
  @EnumSource
  void noJobSaysWhatIsInRows(JobUnderTest job, @TempDir Path folder) throws Exception {
    assertSaysNothing(job, folder);
  }

  private void assertSaysNothing(JobUnderTest job, Path folder) throws Exception {
    Path report = folder.resolve("report.html");
    Path summary = folder.resolve("summary.json");
    job.prepare(databases);
    // Enough for retries and their messages, and for some records to be rejected.
    FaultRule.When sometimes = FaultRule.When.rate(0.01);
    databases
        .proxy()
        .follow(
            new FaultPlan(
                1,
                FaultKind.PASSING.stream()
                    .map(kind -> kind.rule(sometimes))
                    .collect(toImmutableList())));

    List<String> options =
        new ArrayList<>(
            List.of(
                "--reportFile=" + report, "--summaryFile=" + summary, "--jobKey=nightly-" + job));
    if (job == JobUnderTest.COPY) {
      Path spec = folder.resolve("spec.json");
      Files.writeString(
          spec,
          """
          {"salt": "%s", "tables": {"Customers": {"mask": {"Kind": "hash"}}}}
          """
              .formatted(SALT));
      options.add("--spec=" + spec);
    }
    CommandRun run = job.run(databases, folder, options);

    databases.proxy().follow(FaultPlan.none());
    assertThat(run.status()).as(run.err()).isIn(ExitStatus.SUCCEEDED, ExitStatus.DIFFERENT);
    List<String> said = new ArrayList<>(logged);
    said.add(run.out());
    said.add(run.err());
    said.add(Files.readString(report));
    said.add(Files.readString(summary));
    for (EmulatorDatabase database : ImmutableSet.of(databases.source(), databases.destination())) {
      if (!Rows.of(database, IS_RECORDED).isEmpty()) {
        said.addAll(Rows.of(database, "SELECT * FROM LintelRuns"));
      }
    }
    assertThat(String.join("\n", said)).contains("nightly-" + job);
    assertThat(said).noneMatch(text -> text.contains(FaultDatabases.NAME));
    assertThat(said).noneMatch(text -> text.contains(SALT));
    // The planted text is where it has to be.
    assertThat(String.join("\n", databases.contents(databases.source())))
        .contains(FaultDatabases.NAME);
  }
}
