package dev.lintel.pipeline.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.collect.ImmutableSet;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server that goes wrong in the middle of a run and stays so: the run fails in time, and its one
 * message says which database was asked for what, and for how long.
 */
@Timeout(240)
class EndInTimeIT {

  /** All that a run waits for ends within this time; then it stops. */
  private static final int DEADLINE_SECONDS = 2;

  /** Several deadlines one after the other, and the start of the job. */
  private static final Duration LONGEST_RUN = Duration.ofSeconds(90);

  private static final ImmutableSet<String> STREAMS =
      ImmutableSet.of("ExecuteStreamingSql", "StreamingRead");

  private static final ImmutableSet<String> ALL =
      ImmutableSet.<String>builder()
          .addAll(STREAMS)
          .add("PartitionRead", "PartitionQuery", "BeginTransaction", "ExecuteSql")
          .add("Commit", "BatchWrite")
          .build();

  /** What happens from some call on. */
  enum Trouble {
    /** Each connection is reset as soon as something is asked. */
    DEAD(ALL, new Fault.Cut()),
    SILENT(ALL, new Fault.Stall(0)),
    STALLED(STREAMS, new Fault.Stall(1)),
    LOGGED_OUT(ALL, new Fault.Refusal(Status.Code.UNAUTHENTICATED, "the token has expired")),
    DENIED(ALL, new Fault.Refusal(Status.Code.PERMISSION_DENIED, "no more rights"));

    private final ImmutableSet<String> methods;
    private final Fault fault;

    Trouble(ImmutableSet<String> methods, Fault fault) {
      this.methods = methods;
      this.fault = fault;
    }

    FaultPlan from(long call) {
      return new FaultPlan(1, new FaultRule(name(), methods, FaultRule.When.from(call), fault));
    }
  }

  private final FaultDatabases databases;

  @TempDir private Path folder;

  EndInTimeIT(
      @SpannerDatabase(ddl = {FaultDatabases.CUSTOMERS, FaultDatabases.ORDERS})
          EmulatorDatabase source,
      @SpannerDatabase(ddl = {FaultDatabases.CUSTOMERS, FaultDatabases.ORDERS})
          EmulatorDatabase destination) {
    this.databases = new FaultDatabases(source, destination, FaultProxy.start(source.host()));
  }

  @AfterEach
  void stop() {
    databases.proxy().close();
  }

  static Stream<Arguments> some() {
    return Stream.of(
        arguments(JobUnderTest.IMPORT, Trouble.DEAD, 3),
        arguments(JobUnderTest.EXPORT, Trouble.STALLED, 4),
        arguments(JobUnderTest.PURGE, Trouble.DENIED, 3));
  }

  @ParameterizedTest
  @MethodSource("some")
  void aRunFailsInTimeAndSaysWhy(JobUnderTest job, Trouble trouble, int call) throws Exception {
    assertThat(endOf(job, trouble, call)).isEqualTo(ExitStatus.FAILED);
  }

  static Stream<Arguments> all() {
    return Arrays.stream(JobUnderTest.values())
        .flatMap(
            job ->
                Arrays.stream(Trouble.values())
                    .flatMap(
                        trouble -> Stream.of(1, 4, 14).map(call -> arguments(job, trouble, call))));
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("all")
  void everyRunEndsInTimeAndSaysWhyItFails(JobUnderTest job, Trouble trouble, int call)
      throws Exception {
    assertThat(endOf(job, trouble, call)).isNotNull();
  }

  /** Runs a job and looks at its end; returns its status. */
  private ExitStatus endOf(JobUnderTest job, Trouble trouble, int call) throws Exception {
    job.prepare(databases);
    databases.proxy().follow(trouble.from(call));

    long begin = System.nanoTime();
    CommandRun run =
        job.run(
            databases,
            folder,
            List.of(
                "--connectTimeoutSeconds=" + DEADLINE_SECONDS,
                "--requestTimeoutSeconds=" + DEADLINE_SECONDS,
                "--totalDeadlineSeconds=" + DEADLINE_SECONDS));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);

    String what =
        "%s, %s from call %d on%n%s%n%s%s"
            .formatted(job, trouble, call, databases.proxy().injected(), run.out(), run.err());
    assertThat(took).as(what).isLessThan(LONGEST_RUN);
    if (run.status() != ExitStatus.FAILED) {
      assertHasDoneItsWork(job, run, what);
      return run.status();
    }
    List<String> said = run.err().lines().filter(line -> line.startsWith("lintel ")).toList();
    assertThat(said).as(what).hasSize(1);
    assertThat(said.get(0))
        .as(what)
        .contains(databases.proxy().address())
        .containsPattern(SUBJECT)
        .containsPattern("UNAVAILABLE|DEADLINE_EXCEEDED|UNAUTHENTICATED|PERMISSION_DENIED")
        .containsPattern(TIME)
        .doesNotContain(FaultDatabases.NAME);
    assertThat(run.err()).as(what).doesNotContain("\tat ");
    return run.status();
  }

  /**
   * The run was over before the trouble, or has asked only what is worth knowing, such as why a
   * record was rejected.
   */
  private void assertHasDoneItsWork(JobUnderTest job, CommandRun run, String what)
      throws Exception {
    List<String> made = job.state(databases, folder);
    Path another = Files.createDirectory(folder.resolve("undisturbed"));
    databases.proxy().follow(FaultPlan.none());
    job.prepare(databases);
    CommandRun undisturbed = job.run(databases, another, List.of());

    assertThat(run.status()).as(what).isEqualTo(undisturbed.status());
    assertThat(made).as(what).containsExactlyInAnyOrderElementsOf(job.state(databases, another));
  }

  /** The method, or what was asked for. */
  private static final Pattern SUBJECT =
      Pattern.compile(
          "StreamingRead|ExecuteStreamingSql|PartitionRead|BeginTransaction|Commit|BatchWrite"
              + "|A transaction|The read of |Cannot connect to |Spanner was asked for ");

  private static final Pattern TIME = Pattern.compile("[0-9] s\\b");
}
