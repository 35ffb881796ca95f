package dev.lintel.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.Lease;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.faults.Seeds;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.transforms.DatabaseTime;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Some launchers of incremental exports of one table under one key, and a writer that changes the
 * table, step by step as a seed says. Time passes by leaps: what is on record of the leases is
 * moved back, and the clocks of the launchers are moved forward, each by the same time.
 */
final class FaultyLaunchers implements AutoCloseable {
  private static final int LAUNCHERS = 3;

  private final long seed;
  private final Random random;
  private final String jobKey;
  private final FaultProxy proxy;
  private final Lease lease;
  private final List<ScriptedLauncher> launchers = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final Set<Long> exported = new LinkedHashSet<>();
  private Duration passed = Duration.ZERO;
  private long changes;
  private int successes;

  FaultyLaunchers(EmulatorDatabase database, long seed) throws InterruptedException {
    this.seed = seed;
    this.random = new Random(seed);
    this.jobKey = "faulty-" + seed;
    this.proxy = FaultProxy.start(database.host());
    this.lease = SpannerConnections.acquire(EmulatorConfig.of(database).withChannels(1));
    connection().databaseClient().write(List.of(Mutation.delete("Changes", KeySet.all())));
    LedgerTables.create(connection(), RequestTimeout.DEFAULT);
    ConnectionConfig throughProxy = EmulatorConfig.of(proxy.reach(database));
    for (int i = 0; i < LAUNCHERS; i++) {
      Duration skew = Duration.ofSeconds(random.nextInt(1_201) - 600);
      launchers.add(
          new ScriptedLauncher(i, jobKey, new RunLedger(throughProxy), skew, () -> passed));
    }
    proxy.follow(
        new FaultPlan(
            seed,
            new FaultRule(
                "LOST_COMMIT",
                ImmutableSet.of("Commit"),
                FaultRule.When.rate(0.3),
                new Fault.LostAnswer(Status.Code.UNAVAILABLE)),
            new FaultRule(
                "ABORTED",
                ImmutableSet.of("Commit"),
                FaultRule.When.rate(0.1),
                new Fault.Refusal(Status.Code.ABORTED, "aborted"))));
  }

  private SpannerConnection connection() {
    return lease.connection();
  }

  @Override
  public void close() {
    launchers.forEach(ScriptedLauncher::stop);
    lease.close();
    proxy.close();
  }

  /** Lets one launcher, the writer or the time go on. */
  void step() throws InterruptedException {
    int what = random.nextInt(20);
    if (what < 5) {
      change();
    } else if (what < 8) {
      pass(Duration.ofSeconds(random.nextInt(400)));
    } else {
      ScriptedLauncher launcher = launchers.get(random.nextInt(LAUNCHERS));
      note(launcher, act(launcher));
    }
  }

  private String act(ScriptedLauncher launcher) throws InterruptedException {
    int what = random.nextInt(10);
    if (launcher.isFrozen()) {
      launcher.goOn();
      // Its last step may have been about to begin.
      return what < 5 && launcher.hasExported() ? succeed(launcher) : "goes on";
    }
    if (!launcher.holds()) {
      return launcher.launch();
    }
    if (what < 2) {
      launcher.freeze();
      return "freezes";
    }
    return switch (what) {
      case 2 -> launcher.renew();
      case 3 -> launcher.fail();
      default -> launcher.hasExported() ? succeed(launcher) : launcher.export(connection());
    };
  }

  private void note(ScriptedLauncher launcher, String what) {
    steps.add(launcher + ": " + what);
  }

  private void change() {
    connection()
        .databaseClient()
        .write(
            List.of(
                Mutation.newInsertBuilder("Changes")
                    .set("Id")
                    .to(changes)
                    .set("Stamp")
                    .to(Value.COMMIT_TIMESTAMP)
                    .build()));
    steps.add("change " + changes);
    changes++;
  }

  private void pass(Duration time) {
    passed = passed.plus(time);
    connection()
        .databaseClient()
        .readWriteTransaction()
        .run(
            transaction ->
                transaction.executeUpdate(
                    Statement.newBuilder(
                            "UPDATE LintelJobs SET LeaseExpires = TIMESTAMP_SUB(LeaseExpires,"
                                + " INTERVAL @seconds SECOND) WHERE JobKey = @key")
                        .bind("seconds")
                        .to(time.toSeconds())
                        .bind("key")
                        .to(jobKey)
                        .build()));
    steps.add(time.toSeconds() + " s pass");
  }

  private String succeed(ScriptedLauncher launcher) throws InterruptedException {
    Set<Long> files = launcher.exported();
    String result = launcher.succeed();
    if (result.equals("succeeds")) {
      exported.addAll(files);
      successes++;
    }
    return result;
  }

  private String described() {
    return "%s%n%s%n%s".formatted(Seeds.replay(seed), String.join("\n", steps), proxy.injected());
  }

  /** Of the launchers that run, one at most believes that it may write, and it holds the key. */
  void assertOneWrites() throws InterruptedException {
    List<String> writers = new ArrayList<>();
    for (ScriptedLauncher launcher : launchers) {
      if (launcher.mayWrite()) {
        writers.add(launcher.runId());
      }
    }
    assertThat(writers).as(described()).hasSizeLessThanOrEqualTo(1);
    List<String> running =
        column("SELECT RunId FROM LintelRuns WHERE JobKey = '%s' AND State = 'RUNNING'");
    List<String> holders =
        column("SELECT RunId FROM LintelJobs WHERE JobKey = '%s' AND RunId IS NOT NULL");
    assertThat(running).as(described()).isEqualTo(holders).hasSizeLessThanOrEqualTo(1);
    assertThat(holders).as(described()).containsAll(writers);
  }

  /** All changes up to the watermark are in the exports that are recorded as successful. */
  void assertNoChangeIsLeftOut() throws InterruptedException {
    List<String> marks =
        column("SELECT Watermarks FROM LintelJobs WHERE JobKey = '%s' AND Watermarks IS NOT NULL");
    if (marks.isEmpty()) {
      return;
    }
    Timestamp until = Watermarks.parse(marks.get(0)).of("Changes").orElseThrow().until();
    assertThat(exported)
        .as(described())
        .containsAll(ScriptedLauncher.changes(connection(), "Stamp <= TIMESTAMP '%s'", until));
    assertThat(until).isLessThanOrEqualTo(DatabaseTime.now(connection()));
  }

  void assertSomethingHappened() {
    assertThat(proxy.injected()).as(described()).isNotEmpty();
    assertThat(successes).as(described()).isPositive();
    assertThat(changes).as(described()).isPositive();
  }

  private List<String> column(String sql) {
    List<String> values = new ArrayList<>();
    try (var rows =
        connection()
            .databaseClient()
            .singleUse()
            .executeQuery(Statement.of(sql.formatted(jobKey)))) {
      while (rows.next()) {
        values.add(rows.getString(0));
      }
    }
    return values;
  }
}
