package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Statement;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableSet;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.emulator.SpannerEmulatorExtension;
import dev.lintel.failure.FailedRecord;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import io.grpc.Status;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.metrics.Lineage;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -Dlintel.test.transactSeeds=N} runs N schedules of faults and N random bundles. */
@Timeout(300)
@ExtendWith(SpannerEmulatorExtension.class)
class TransactRowsIT {
  private static final int ACCOUNTS = 5;

  private final SpannerEmulator emulator;

  TransactRowsIT(SpannerEmulator emulator) {
    this.emulator = emulator;
  }

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= Integer.getInteger("lintel.test.transactSeeds", 1); seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  private EmulatorDatabase accounts(Dialect dialect) {
    return emulator.createDatabase(
        dialect,
        List.of(
            dialect == Dialect.POSTGRESQL ? Deposit.POSTGRES_ACCOUNTS : Deposit.ACCOUNTS,
            IdempotencyTable.ddl(dialect)));
  }

  private static List<Deposit> deposits(int count) {
    List<Deposit> deposits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      deposits.add(new Deposit("id" + i, i % ACCOUNTS, 1 + i));
    }
    return deposits;
  }

  private static List<Deposit> twice(List<Deposit> deposits, Random random) {
    List<Deposit> twice = new ArrayList<>(deposits);
    twice.addAll(deposits);
    Collections.shuffle(twice, random);
    return twice;
  }

  private static Map<Long, Long> sums(List<Deposit> deposits) {
    Map<Long, Long> sums = new TreeMap<>();
    deposits.forEach(deposit -> sums.merge(deposit.account(), deposit.amount(), Long::sum));
    return sums;
  }

  private static List<Struct> rows(ConnectionConfig config, String sql)
      throws InterruptedException {
    List<Struct> rows = new ArrayList<>();
    try (var lease = SpannerConnections.acquire(config);
        var found =
            lease.connection().databaseClient().singleUse().executeQuery(Statement.of(sql))) {
      while (found.next()) {
        rows.add(found.getCurrentRowAsStruct());
      }
    }
    return rows;
  }

  private static void write(ConnectionConfig config, Mutation mutation)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      lease.connection().databaseClient().write(List.of(mutation));
    }
  }

  private static Map<Long, Long> balances(ConnectionConfig config) throws InterruptedException {
    Map<Long, Long> balances = new TreeMap<>();
    try (var lease = SpannerConnections.acquire(config);
        var found =
            lease
                .connection()
                .databaseClient()
                .singleUse()
                .read("Accounts", KeySet.all(), List.of("AccountId", "Balance"))) {
      while (found.next()) {
        balances.put(found.getLong(0), found.getLong(1));
      }
    }
    return balances;
  }

  private static PipelineResult run(ConnectionConfig config, List<Deposit> deposits) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(deposits).withCoder(SerializableCoder.of(Deposit.class)))
        .apply(Deposit.into(config).withMaxElements(20));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }

  private static long counted(PipelineResult result, String name) {
    return Counters.of(result, TransactRows.class, name);
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"GOOGLE_STANDARD_SQL", "POSTGRESQL"})
  void whatIsHandedOverTwiceIsAppliedOnce_alsoByTheNextRun(Dialect dialect) throws Exception {
    EmulatorDatabase database = accounts(dialect);
    ConnectionConfig config = EmulatorConfig.of(database);
    List<Deposit> deposits = deposits(120);

    PipelineResult first = run(config, twice(deposits, new Random(1)));
    assertThat(counted(first, "elements_applied")).isEqualTo(120);
    assertThat(counted(first, "elements_duplicate")).isEqualTo(120);
    assertThat(ConnectionMetrics.read(first).openedByDatabase()).containsEntry(database.name(), 1L);
    for (Lineage.Type type : List.of(Lineage.Type.SOURCE, Lineage.Type.SINK)) {
      assertThat(Lineage.query(first.metrics(), type))
          .singleElement(InstanceOfAssertFactories.STRING)
          .startsWith("spanner:" + database.projectId() + ".")
          .endsWith("." + database.databaseId() + ".Accounts");
    }
    PipelineResult again = run(config, deposits);
    assertThat(counted(again, "elements_duplicate")).isEqualTo(120);

    assertThat(balances(config)).isEqualTo(sums(deposits));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void twoClientsThatLoseAnswersAndAreAborted_applyEachElementOnce(long seed) throws Exception {
    EmulatorDatabase database = accounts(Dialect.GOOGLE_STANDARD_SQL);
    List<Deposit> deposits = deposits(40);
    try (var proxy = FaultProxy.start(database.host())) {
      ConnectionConfig config = EmulatorConfig.of(proxy.reach(database));
      proxy.follow(
          new FaultPlan(
              seed,
              new FaultRule(
                  "LOST",
                  ImmutableSet.of("Commit"),
                  FaultRule.When.rate(0.3),
                  new Fault.LostAnswer(Status.Code.UNAVAILABLE)),
              new FaultRule(
                  "ABORTED",
                  ImmutableSet.of("Commit"),
                  FaultRule.When.rate(0.3),
                  new Fault.Refusal(Status.Code.ABORTED, "again"))));
      // Another client: on an emulator, transactions of one client end each other.
      CompletableFuture<Transacted<Deposit>> other =
          CompletableFuture.supplyAsync(
              () -> transacted(config.withChannels(1), twice(deposits, new Random(seed))));
      Transacted<Deposit> mine = transacted(config, twice(deposits, new Random(-1 - seed)));
      Transacted<Deposit> others = other.get();

      assertThat(proxy.injected()).isNotEmpty();
      assertThat(mine.failed).isEmpty();
      assertThat(others.failed).isEmpty();
      assertThat(mine.applied.size() + others.applied.size())
          .as("an answer that was lost may be claimed by both")
          .isGreaterThanOrEqualTo(40);
      assertThat(mine.applied.size() + mine.duplicates.size()).isEqualTo(80);
    }
    ConnectionConfig config = EmulatorConfig.of(database);
    assertThat(balances(config)).isEqualTo(sums(deposits));
    assertThat(rows(config, "SELECT Id FROM IdempotencyKeys")).hasSize(40);
  }

  private static Transacted<Deposit> transacted(ConnectionConfig config, List<Deposit> deposits) {
    try {
      return Transacted.of(Deposit.into(config).withMaxElements(11), deposits);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneBadElementCostsOnlyItself_andCanComeAgain() throws Exception {
    ConnectionConfig config = EmulatorConfig.of(accounts(Dialect.GOOGLE_STANDARD_SQL));
    List<Deposit> deposits = new ArrayList<>(deposits(50));
    deposits.set(7, new Deposit("overdrawn", 9, -100));
    deposits.set(33, new Deposit("overdrawn too", 9, -50));

    var result = Transacted.of(Deposit.into(config), deposits);
    assertThat(result.applied).hasSize(48);
    assertThat(result.failed)
        .extracting(FailedRecord::getElement)
        .containsExactlyInAnyOrder(deposits.get(7), deposits.get(33));
    assertThat(result.failed)
        .allSatisfy(
            failure -> {
              assertThat(failure.getErrorCode()).isEqualTo(ErrorCode.OUT_OF_RANGE);
              assertThat(failure.getMessage()).contains("NotOverdrawn");
            });
    assertThat(result.commits).isLessThan(20);

    Deposit wages = new Deposit("wages", 9, 150);
    var later =
        Transacted.of(Deposit.into(config), List.of(wages, deposits.get(7), deposits.get(33)));
    assertThat(later.applied).hasSize(3);
    assertThat(balances(config)).containsEntry(9L, 0L);
  }

  @Test
  void operationsHaveIdsOfTheirOwn() throws Exception {
    ConnectionConfig config = EmulatorConfig.of(accounts(Dialect.GOOGLE_STANDARD_SQL));
    List<Deposit> deposits = deposits(2);
    Transacted.of(Deposit.into(config), deposits);
    var other = Transacted.of(Deposit.into(config).withOperation("bonus"), deposits);
    assertThat(other.appliedElements()).isEqualTo(deposits);
  }

  @Test
  void aMissingIdempotencyTableFailsTheSetupWithTheDdl() {
    ConnectionConfig config = EmulatorConfig.of(emulator.createDatabase(List.of(Deposit.ACCOUNTS)));
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of(deposits(1)).withCoder(SerializableCoder.of(Deposit.class)))
        .apply(Deposit.into(config));
    assertThat(Failures.of(pipeline))
        .contains("The idempotency table IdempotencyKeys in ")
        .contains("there is no such table")
        .contains(IdempotencyTable.ddl(Dialect.GOOGLE_STANDARD_SQL));
  }

  @Test
  void whenTheIdempotencyTableIsDropped_theBundleFailsAndTheNextOneSaysWhatIsMissing()
      throws Exception {
    ConnectionConfig config = EmulatorConfig.of(accounts(Dialect.GOOGLE_STANDARD_SQL));
    var fn =
        new TransactRowsFn<>(
            Deposit.into(config),
            new TupleTag<>(),
            new TupleTag<>(),
            new TupleTag<>(),
            SerializableCoder.of(Deposit.class));
    fn.connect();
    // Another pipeline is built meanwhile: the schema is read again.
    SpannerConnections.forgetFacts(config);
    fn.startBundle();
    // Nothing is output, so there is no receiver.
    fn.process(deposits(1).get(0), Instant.EPOCH, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING, null);
    try (var other = SpannerConnections.acquire(config.withChannels(1))) {
      other.connection().updateDdl(List.of("DROP TABLE IdempotencyKeys"));
    }
    assertThatThrownBy(() -> fn.finishBundle(null)).hasMessageContaining("NOT_FOUND");
    assertThatThrownBy(fn::startBundle)
        .hasMessageContaining("there is no such table")
        .hasMessageContaining(IdempotencyTable.ddl(Dialect.GOOGLE_STANDARD_SQL));
    fn.disconnect();
  }

  @Test
  void elementsKeepTheirWindowAndTimestamp_theFailedOnesToo() {
    ConnectionConfig config = EmulatorConfig.of(accounts(Dialect.GOOGLE_STANDARD_SQL));
    Deposit good = new Deposit("good", 1, 1);
    Deposit bad = new Deposit("bad", 2, -1);
    Deposit nameless = new Deposit("", 3, 1);
    Pipeline pipeline = Pipeline.create();
    TransactRowsResult<Deposit> result =
        pipeline
            .apply(
                TestStream.create(SerializableCoder.of(Deposit.class))
                    .addElements(
                        TimestampedValue.of(good, Instant.ofEpochMilli(500)),
                        TimestampedValue.of(good, Instant.ofEpochMilli(1_500)),
                        TimestampedValue.of(bad, Instant.ofEpochMilli(1_500)),
                        TimestampedValue.of(nameless, Instant.ofEpochMilli(2_500)))
                    .advanceWatermarkToInfinity())
            .apply(Window.into(FixedWindows.of(Duration.standardSeconds(1))))
            .apply(Deposit.into(config));
    PAssert.that(result.getApplied())
        .inWindow(new IntervalWindow(Instant.ofEpochMilli(0), Instant.ofEpochMilli(1_000)))
        .satisfies(applied -> hasOne(applied));
    PAssert.that(result.getDuplicates())
        .inWindow(new IntervalWindow(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(2_000)))
        .satisfies(duplicates -> hasOne(duplicates));
    PAssert.that(result.getFailed())
        .inWindow(new IntervalWindow(Instant.ofEpochMilli(1_000), Instant.ofEpochMilli(2_000)))
        .satisfies(failed -> hasOne(failed));
    PAssert.that(result.getFailed())
        .inWindow(new IntervalWindow(Instant.ofEpochMilli(2_000), Instant.ofEpochMilli(3_000)))
        .satisfies(
            failed -> {
              assertThat(failed)
                  .singleElement()
                  .satisfies(
                      failure ->
                          assertThat(failure.getMessage()).contains("The element has no id"));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static Void hasOne(Iterable<?> elements) {
    assertThat(elements).hasSize(1);
    return null;
  }

  /** What an element of a random bundle does to the rows that it reads. */
  private enum Kind {
    ADD,
    MOVE,
    DELETE,
    DELETE_BELOW,
    ADD_BELOW,
    REPLACE,
    NAME,
    INSERT,
    UPDATE
  }

  /** An element of a random bundle, which reads two rows and one below each of them. */
  private record Step(String id, Kind kind, long a, long b) implements Serializable {
    private static final List<Kind> REJECTED = List.of(Kind.INSERT, Kind.UPDATE);
    private static final List<Kind> ACCEPTED =
        List.of(
            Kind.ADD,
            Kind.MOVE,
            Kind.DELETE,
            Kind.DELETE_BELOW,
            Kind.ADD_BELOW,
            Kind.REPLACE,
            Kind.NAME);

    static Step of(Random random, int number) {
      // Few that may be rejected: what is split shares less.
      List<Kind> kinds = random.nextInt(10) == 0 ? REJECTED : ACCEPTED;
      Kind kind = kinds.get(random.nextInt(kinds.size()));
      return new Step("step" + number, kind, random.nextInt(5), random.nextInt(5));
    }

    static TransactRows<Step> in(ConnectionConfig config) {
      return TransactRows.<Step>in(config)
          .withOperation("step")
          .withId(Step::id)
          .withRead("Above", List.of("N", "S"), step -> List.of(Key.of(step.a), Key.of(step.b)))
          .withRead(
              "Below", List.of("N", "Twice"), step -> List.of(Key.of(step.a, 1), Key.of(step.b, 1)))
          .withSharedRead("Summands", List.of("N"), step -> List.of(Key.of(1)))
          .withChange(Step::mutations);
    }

    private static long number(TransactionRows rows, String table, Key key) {
      return rows.find(table, key).map(row -> row.isNull("N") ? 0L : row.getLong("N")).orElse(0L);
    }

    private Mutation above(long id, long n) {
      return Mutation.newInsertOrUpdateBuilder("Above").set("Id").to(id).set("N").to(n).build();
    }

    private List<Mutation> mutations(TransactionRows rows) {
      long ofA = number(rows, "Above", Key.of(a));
      return switch (kind) {
        case ADD ->
            List.of(
                above(
                    a,
                    ofA
                        + number(rows, "Below", Key.of(a, 1))
                        + number(rows, "Summands", Key.of(1))));
        case MOVE ->
            a == b
                ? List.of()
                : List.of(above(a, ofA - 3), above(b, number(rows, "Above", Key.of(b)) + 3));
        case DELETE -> List.of(Mutation.delete("Above", Key.of(a)));
        case DELETE_BELOW ->
            List.of(Mutation.delete("Below", KeySet.range(KeyRange.prefix(Key.of(a)))));
        case ADD_BELOW -> {
          List<Mutation> both = new ArrayList<>(List.of(above(a, ofA)));
          long twice = rows.find("Below", Key.of(a, 1)).map(row -> row.getLong("Twice")).orElse(0L);
          both.add(
              Mutation.newInsertOrUpdateBuilder("Below")
                  .set("Id")
                  .to(a)
                  .set("Nr")
                  .to(1)
                  .set("N")
                  .to(number(rows, "Below", Key.of(a, 1)) + twice + 1)
                  .build());
          yield both;
        }
        // Deletes what is below.
        case REPLACE ->
            List.of(
                Mutation.newReplaceBuilder("Above").set("Id").to(a).set("N").to(ofA + 5).build());
        case NAME ->
            rows.find("Above", Key.of(a)).isEmpty()
                ? List.of()
                : List.of(
                    Mutation.newUpdateBuilder("Above")
                        .set("Id")
                        .to(a)
                        .set("S")
                        .to("%d of %d".formatted(ofA, number(rows, "Above", Key.of(b))))
                        .build());
        // Spanner rejects them if there is such a row, or none.
        case INSERT ->
            List.of(Mutation.newInsertBuilder("Above").set("Id").to(a).set("N").to(100).build());
        case UPDATE ->
            List.of(Mutation.newUpdateBuilder("Above").set("Id").to(a).set("N").to(7).build());
      };
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void manyInATransactionDoAsOneAfterTheOther(long seed) throws Exception {
    ConnectionConfig config =
        EmulatorConfig.of(
            emulator.createDatabase(
                List.of(
                    "CREATE TABLE Above (Id INT64, N INT64, S STRING(MAX)) PRIMARY KEY (Id)",
                    """
                    CREATE TABLE Below (Id INT64, Nr INT64, N INT64,
                      Twice INT64 AS (N * 2) STORED) PRIMARY KEY (Id, Nr),
                      INTERLEAVE IN PARENT Above ON DELETE CASCADE\
                    """,
                    "CREATE TABLE Summands (Id INT64, N INT64) PRIMARY KEY (Id)",
                    IdempotencyTable.ddl(Dialect.GOOGLE_STANDARD_SQL))));
    write(config, Mutation.newInsertBuilder("Summands").set("Id").to(1).set("N").to(11).build());
    var random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      steps.add(Step.of(random, i));
    }
    // Whatever the others are: what the second one deletes is not there for the third one.
    for (Kind kind : List.of(Kind.ADD_BELOW, Kind.REPLACE, Kind.ADD)) {
      steps.add(new Step("last " + kind, kind, 0, 0));
    }
    Transacted<Step> together = Transacted.of(Step.in(config), steps);
    List<Struct> above = rows(config, "SELECT * FROM Above ORDER BY Id");
    List<Struct> below = rows(config, "SELECT * FROM Below ORDER BY Id, Nr");
    write(config, Mutation.delete("Above", KeySet.all()));
    Transacted<Step> alone =
        Transacted.of(Step.in(config).withOperation("alone").withMaxElements(1), steps);

    assertThat(rows(config, "SELECT * FROM Above ORDER BY Id")).isEqualTo(above);
    assertThat(rows(config, "SELECT * FROM Below ORDER BY Id, Nr")).isEqualTo(below);
    assertThat(together.appliedElements())
        .containsExactlyInAnyOrderElementsOf(alone.appliedElements());
    assertThat(together.failedElements())
        .containsExactlyInAnyOrderElementsOf(alone.failedElements());
    long transactions =
        together.applied.stream().map(AppliedElement::getCommitTimestamp).distinct().count();
    assertThat(transactions)
        .as("elements share transactions")
        .isLessThan(together.applied.size() * 3L / 4);
  }
}
