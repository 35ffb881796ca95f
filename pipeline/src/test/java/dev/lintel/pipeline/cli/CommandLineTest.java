package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.UsageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  private static final String[] ENOUGH = {
    "import", "--instanceId=test-instance", "--databaseId=flights", "--inputDir=in"
  };

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "--help", "-h"})
  void givenNoCommand_listsTheCommands(String args) {
    FakeImport job = FakeImport.thatSucceeds();

    ExitStatus status = args.isEmpty() ? job.call() : job.call(args);

    assertThat(status).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(job.out())
        .contains("  import    Read files into tables: CSV, JSON Lines, Avro, Parquet\n")
        .contains("  emulator  Run a local Spanner emulator until Ctrl-C\n");
    assertThat(job.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"import --help", "import -h", "help import", "import --nonsense --help=Foo"})
  void givenHelp_explainsTheCommandAndDoesNotRunIt(String args) {
    FakeImport job = FakeImport.thatSucceeds();

    assertThat(job.call(args.split(" ", -1))).isEqualTo(ExitStatus.SUCCEEDED);

    assertThat(job.out()).startsWith("import: ").contains("--databaseId=DATABASE");
    assertThat(job.received()).isEmpty();
  }

  @Test
  void givenVersion_printsTheVersions() {
    FakeImport job = FakeImport.thatSucceeds();

    assertThat(job.call("--version")).isEqualTo(ExitStatus.SUCCEEDED);

    assertThat(job.out()).matches("lintel .+, Apache Beam \\d+\\.\\d+\\.\\d+, Java \\d+.*\\n");
  }

  @Test
  void givenUnknownCommand_namesTheNearest() {
    FakeImport job = FakeImport.thatSucceeds();

    assertThat(job.call("imprt", "--instanceId=a")).isEqualTo(ExitStatus.USAGE);
    assertThat(job.err())
        .isEqualTo("lintel: 'imprt' is not a command; did you mean ./lintel import?\n");
    assertThat(job.out()).isEmpty();
  }

  @Test
  void givenUnknownCommandThatResemblesNoOther_saysHowToListThem() {
    FakeImport job = FakeImport.thatSucceeds();

    assertThat(job.call("--instanceId=a")).isEqualTo(ExitStatus.USAGE);
    assertThat(job.err())
        .contains("'--instanceId=a' is not a command; ./lintel lists the commands");
  }

  @ParameterizedTest
  @EnumSource(ExitStatus.class)
  void returnsTheStatusOfTheCommand(ExitStatus status) {
    assertThat(new FakeImport((options, environment) -> status).call(ENOUGH)).isEqualTo(status);
  }

  @Test
  void givenBadArguments_reportsAllProblemsTogetherAndDoesNotRun() {
    FakeImport job = FakeImport.thatSucceeds();

    ExitStatus status =
        job.call("import", "--databaseId=flights", "--maxFailures=many", "--inptu=x");

    assertThat(status).isEqualTo(ExitStatus.USAGE);
    assertThat(job.received()).isEmpty();
    assertThat(job.err())
        .isEqualTo(
            """
            lintel import: 3 problems, nothing was done
              --maxFailures=many: has to be a whole number
              --inptu is not an option; did you mean --input?
              --instanceId is required: Spanner instance that holds the database.
            ./lintel import --help explains the options.
            """);
  }

  @Test
  void givenProblemsThatTheJobFinds_reportsEachOnALine() {
    FakeImport job =
        new FakeImport(
            (options, environment) -> {
              throw new UsageException(List.of("no table Airprots", "no column Citty"));
            });

    assertThat(job.call(ENOUGH)).isEqualTo(ExitStatus.USAGE);
    assertThat(job.err())
        .isEqualTo(
            """
            lintel import: 2 problems, nothing was done
              no table Airprots
              no column Citty
            ./lintel import --help explains the options.
            """);
  }

  @Test
  void givenUnexpectedException_reportsItInOneLineWithoutStackTrace() {
    FakeImport job =
        new FakeImport(
            (options, environment) -> {
              throw new IllegalStateException("the disk is full", new RuntimeException("no space"));
            });

    assertThat(job.call(ENOUGH)).isEqualTo(ExitStatus.FAILED);
    assertThat(job.err()).isEqualTo("lintel import: the disk is full: no space\n");
  }

  @Test
  void givenVerbose_showsTheStackTraceToo() {
    FakeImport job =
        new FakeImport(
            (options, environment) -> {
              throw new IllegalStateException("the disk is full");
            });
    String[] args = {ENOUGH[0], "--verbose", ENOUGH[1], ENOUGH[2], ENOUGH[3]};

    assertThat(job.call(args)).isEqualTo(ExitStatus.FAILED);
    assertThat(job.err())
        .startsWith("lintel import: the disk is full\n")
        .contains("\tat dev.lintel.pipeline.cli.CommandLineTest");
  }

  @Test
  void givenInterrupt_keepsTheThreadInterrupted() {
    FakeImport job =
        new FakeImport(
            (options, environment) -> {
              throw new InterruptedException("stopped by hand");
            });

    assertThat(job.call(ENOUGH)).isEqualTo(ExitStatus.FAILED);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void givenErrorOfTheVirtualMachine_reportsItInOneLineToo() {
    FakeImport job =
        new FakeImport(
            (options, environment) -> {
              throw new NoClassDefFoundError("some/Thing");
            });

    assertThat(job.call(ENOUGH)).isEqualTo(ExitStatus.FAILED);
    assertThat(job.err()).isEqualTo("lintel import: NoClassDefFoundError: some/Thing\n");
  }
}
