package dev.lintel.pipeline.faults;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.faults.Seeds;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs whose calls go wrong. A run that says that it is done has made what an undisturbed run
 * makes, and its figures are the same.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobsUnderFaults {
  /** Each call goes wrong with this probability. */
  private static final double RATE = 0.05;

  private static final int SEEDS = 20;

  private final FaultDatabases databases;
  private final ImmutableSet<JobUnderTest> jobs;
  private final Map<JobUnderTest, FaultyRun> undisturbed = new EnumMap<>(JobUnderTest.class);

  /** What has gone wrong in the last run. */
  private ImmutableList<String> injected = ImmutableList.of();

  /** The tests of some jobs, in two empty databases with the tables of {@link FaultDatabases}. */
  JobsUnderFaults(
      EmulatorDatabase source, EmulatorDatabase destination, ImmutableSet<JobUnderTest> jobs) {
    this.jobs = jobs;
    this.databases = new FaultDatabases(source, destination, FaultProxy.start(source.host()));
  }

  @AfterAll
  void stop() {
    databases.proxy().close();
  }

  @BeforeAll
  void runUndisturbed(@TempDir Path folder) throws Exception {
    for (JobUnderTest job : jobs) {
      FaultyRun run = run(job, FaultPlan.none(), folder);
      assertThat(run.run().status())
          .as(run.run().err())
          .isEqualTo(job == JobUnderTest.VERIFY ? ExitStatus.DIFFERENT : ExitStatus.SUCCEEDED);
      assertThat(run.state()).isNotEmpty();
      undisturbed.put(job, run);
    }
  }

  private FaultyRun run(JobUnderTest job, FaultPlan plan, Path folder) throws Exception {
    job.prepare(databases);
    return runOn(job, plan, folder);
  }

  /** Runs it on the databases as they are. */
  private FaultyRun runOn(JobUnderTest job, FaultPlan plan, Path folder) throws Exception {
    databases.proxy().follow(plan);
    try {
      return job.run(databases, Files.createTempDirectory(folder, "run"));
    } finally {
      injected = databases.proxy().injected();
      databases.proxy().follow(FaultPlan.none());
    }
  }

  Stream<Arguments> jobsWithAllFaults() {
    return jobs.stream().flatMap(job -> Seeds.first(1).stream().map(seed -> arguments(job, seed)));
  }

  /** A little of everything that passes. */
  @ParameterizedTest
  @MethodSource("jobsWithAllFaults")
  void aJobWithAllPassingFaultsAtATime(JobUnderTest job, long seed, @TempDir Path folder)
      throws Exception {
    FaultRule.When sometimes = FaultRule.When.rate(RATE / FaultKind.PASSING.size());
    assertEndsAsUndisturbed(
        job,
        new FaultPlan(
            seed,
            FaultKind.PASSING.stream()
                .map(kind -> kind.rule(sometimes))
                .collect(toImmutableList())),
        folder);
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("jobsAndPassingFaults")
  void aJobWithOnePassingFault(JobUnderTest job, FaultKind kind, long seed, @TempDir Path folder)
      throws Exception {
    assertEndsAsUndisturbed(job, new FaultPlan(seed, kind.rule(FaultRule.When.rate(RATE))), folder);
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("jobsAndPassingFaults")
  void aJobWithABurstOfOnePassingFault(
      JobUnderTest job, FaultKind kind, long seed, @TempDir Path folder) throws Exception {
    assertEndsAsUndisturbed(
        job, new FaultPlan(seed, kind.rule(FaultRule.When.burst(3, 30))), folder);
  }

  Stream<Arguments> jobsAndPassingFaults() {
    return jobsAnd(FaultKind.PASSING, SEEDS);
  }

  /** One of them by default. */
  @ParameterizedTest
  @MethodSource("oneJobOnABrokenServer")
  void aJobThatABrokenServerEndsSaysSo(
      JobUnderTest job, FaultKind kind, long seed, @TempDir Path folder) throws Exception {
    assertSaysSo(job, kind, seed, folder);
  }

  Stream<Arguments> oneJobOnABrokenServer() {
    return jobsAnd(Set.of(FaultKind.BROKEN_SERVER), 1).limit(1);
  }

  /** What may end a run is one fault in each run, so that a message is about it. */
  @Tag("faults")
  @ParameterizedTest
  @MethodSource("jobsAndFatalFaults")
  void aJobThatAFaultEndsSaysSo_theNextRunMakesWhatIsMissing(
      JobUnderTest job, FaultKind kind, long seed, @TempDir Path folder) throws Exception {
    assertSaysSo(job, kind, seed, folder);
  }

  private void assertSaysSo(JobUnderTest job, FaultKind kind, long seed, Path folder)
      throws Exception {
    job.prepare(databases);
    FaultyRun run = runOn(job, new FaultPlan(seed, kind.rule(FaultRule.When.rate(RATE))), folder);
    if (run.run().status() == undisturbed.get(job).run().status()) {
      assertIsAsUndisturbed(job, seed, run);
      return;
    }
    String what = describe(job, seed, run);
    assertThat(injected).as(what).isNotEmpty();
    assertThat(run.run().status()).as(what).isEqualTo(ExitStatus.FAILED);
    assertThat(run.run().err().lines().filter(line -> line.startsWith("lintel ")).toList())
        .as(what)
        .hasSize(1);
    assertThat(run.run().err()).as(what).doesNotContain("\tat ");

    FaultyRun again = runOn(job, FaultPlan.none(), folder);
    assertThat(again.run().status()).as(what).isEqualTo(undisturbed.get(job).run().status());
    assertThat(withoutArchive(again)).as(what).isEqualTo(withoutArchive(undisturbed.get(job)));
  }

  /** A second purge archives what the first one has left. */
  private static List<String> withoutArchive(FaultyRun run) {
    return run.state().stream().filter(line -> !line.startsWith("archived: ")).toList();
  }

  Stream<Arguments> jobsAndFatalFaults() {
    return jobsAnd(FaultKind.FATAL, SEEDS);
  }

  private Stream<Arguments> jobsAnd(Set<FaultKind> kinds, int seeds) {
    return jobs.stream()
        .flatMap(
            job ->
                kinds.stream()
                    .flatMap(
                        kind ->
                            Seeds.first(seeds).stream().map(seed -> arguments(job, kind, seed))));
  }

  private void assertEndsAsUndisturbed(JobUnderTest job, FaultPlan plan, Path folder)
      throws Exception {
    assertIsAsUndisturbed(job, plan.seed(), run(job, plan, folder));
  }

  private void assertIsAsUndisturbed(JobUnderTest job, long seed, FaultyRun run) {
    FaultyRun expected = undisturbed.get(job);
    String what = describe(job, seed, run);
    assertThat(run.run().status()).as(what).isEqualTo(expected.run().status());
    assertThat(run.state()).as(what).isEqualTo(expected.state());
    assertThat(run.figures()).as(what).isEqualTo(expected.figures());
  }

  private String describe(JobUnderTest job, long seed, FaultyRun run) {
    return "%s with %s%nfaults: %s%n%s%s"
        .formatted(job, Seeds.replay(seed), injected, run.run().out(), run.run().err());
  }
}
