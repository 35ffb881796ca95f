package dev.lintel.pipeline.faults;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.collect.ImmutableList;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
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
class JobsUnderFaultsIT {
  /** Each call goes wrong with this probability. */
  private static final double RATE = 0.05;

  /** With {@code -Dlintel.seed=N} only that seed is tried, to replay a failure. */
  private static final Long ONLY_SEED = Long.getLong("lintel.seed");

  private static final int SEEDS = 20;

  private final FaultDatabases databases;
  private final Map<JobUnderTest, FaultyRun> undisturbed = new EnumMap<>(JobUnderTest.class);

  /** What has gone wrong in the last run. */
  private ImmutableList<String> injected = ImmutableList.of();

  JobsUnderFaultsIT(
      @SpannerDatabase(ddl = {FaultDatabases.CUSTOMERS, FaultDatabases.ORDERS})
          EmulatorDatabase source,
      @SpannerDatabase(ddl = {FaultDatabases.CUSTOMERS, FaultDatabases.ORDERS})
          EmulatorDatabase destination) {
    this.databases = new FaultDatabases(source, destination, FaultProxy.start(source.host()));
  }

  @AfterAll
  void stop() {
    databases.proxy().close();
  }

  @BeforeAll
  void runUndisturbed(@TempDir Path folder) throws Exception {
    for (JobUnderTest job : JobUnderTest.values()) {
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
    databases.proxy().follow(plan);
    try {
      return job.run(databases, Files.createTempDirectory(folder, "run"));
    } finally {
      injected = databases.proxy().injected();
      databases.proxy().follow(FaultPlan.none());
    }
  }

  private static ImmutableList<Long> seeds(int number) {
    return ONLY_SEED != null
        ? ImmutableList.of(ONLY_SEED)
        : LongStream.range(0, number).boxed().collect(toImmutableList());
  }

  static Stream<Arguments> jobsWithAllFaults() {
    return Arrays.stream(JobUnderTest.values())
        .flatMap(job -> seeds(2).stream().map(seed -> arguments(job, seed)));
  }

  /** A little of everything. */
  @ParameterizedTest
  @MethodSource("jobsWithAllFaults")
  void aJobWithAllFaultsAtATime(JobUnderTest job, long seed, @TempDir Path folder)
      throws Exception {
    FaultRule.When sometimes = FaultRule.When.rate(RATE / FaultKind.values().length);
    assertEndsAsUndisturbed(
        job,
        new FaultPlan(
            seed,
            Arrays.stream(FaultKind.values())
                .map(kind -> kind.rule(sometimes))
                .collect(toImmutableList())),
        folder);
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("jobsAndFaults")
  void aJobWithOneFault(JobUnderTest job, FaultKind kind, long seed, @TempDir Path folder)
      throws Exception {
    assertEndsAsUndisturbed(job, new FaultPlan(seed, kind.rule(FaultRule.When.rate(RATE))), folder);
  }

  @Tag("faults")
  @ParameterizedTest
  @MethodSource("jobsAndFaults")
  void aJobWithABurstOfOneFault(JobUnderTest job, FaultKind kind, long seed, @TempDir Path folder)
      throws Exception {
    assertEndsAsUndisturbed(
        job, new FaultPlan(seed, kind.rule(FaultRule.When.burst(3, 30))), folder);
  }

  static Stream<Arguments> jobsAndFaults() {
    return Arrays.stream(JobUnderTest.values())
        .flatMap(
            job ->
                Arrays.stream(FaultKind.values())
                    .flatMap(
                        kind -> seeds(SEEDS).stream().map(seed -> arguments(job, kind, seed))));
  }

  private void assertEndsAsUndisturbed(JobUnderTest job, FaultPlan plan, Path folder)
      throws Exception {
    FaultyRun expected = undisturbed.get(job);
    FaultyRun run = run(job, plan, folder);
    String what =
        "%s with seed %d (replay it: -Dlintel.seed=%d)%nfaults: %s%n%s%s"
            .formatted(job, plan.seed(), plan.seed(), injected, run.run().out(), run.run().err());
    assertThat(run.run().status()).as(what).isEqualTo(expected.run().status());
    assertThat(run.state()).as(what).isEqualTo(expected.state());
    assertThat(run.figures()).as(what).isEqualTo(expected.figures());
  }
}
