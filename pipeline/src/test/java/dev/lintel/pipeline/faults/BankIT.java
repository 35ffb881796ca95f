package dev.lintel.pipeline.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.ReadContext;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.Lease;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.copy.CopyRun;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bank whose customers move money between accounts while jobs read it: whatever a job has read,
 * the total is the same, because it is what there was at one time.
 */
@Timeout(180)
class BankIT {
  private static final String ACCOUNTS =
      "CREATE TABLE Accounts (Id INT64 NOT NULL, Balance INT64 NOT NULL) PRIMARY KEY (Id)";
  private static final int NUMBER_OF_ACCOUNTS = 60;
  private static final long EACH = 100;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final EmulatorDatabase bank;
  private final EmulatorDatabase other;
  private final FaultProxy proxy;
  private final ExecutorService writer = Executors.newSingleThreadExecutor();

  @TempDir private Path folder;

  BankIT(
      @SpannerDatabase(ddl = ACCOUNTS) EmulatorDatabase bank,
      @SpannerDatabase(ddl = ACCOUNTS) EmulatorDatabase other) {
    this.bank = bank;
    this.other = other;
    this.proxy = FaultProxy.start(bank.host());
  }

  @BeforeEach
  void open() throws InterruptedException {
    List<Mutation> accounts = new ArrayList<>();
    for (long id = 0; id < NUMBER_OF_ACCOUNTS; id++) {
      accounts.add(account(id, EACH));
    }
    Rows.write(bank, accounts.toArray(Mutation[]::new));
    // Streams that break in the middle are read on, which must be at the same time.
    proxy.follow(
        new FaultPlan(
            1,
            FaultKind.UNAVAILABLE.rule(FaultRule.When.rate(0.05)),
            FaultKind.BROKEN_STREAM.rule(FaultRule.When.rate(0.2))));
  }

  @AfterEach
  void close() {
    writer.shutdownNow();
    proxy.close();
  }

  private static Mutation account(long id, long balance) {
    return Mutation.newInsertOrUpdateBuilder("Accounts")
        .set("Id")
        .to(id)
        .set("Balance")
        .to(balance)
        .build();
  }

  /** Runs a job while money is moved; returns what the job returns. */
  private <T> T whileMoneyMoves(Callable<T> job) throws Exception {
    var stopped = new AtomicBoolean();
    var transferred = new CountDownLatch(1);
    Future<?> moving = writer.submit(() -> move(stopped, transferred));
    T result;
    try {
      assertThat(transferred.await(60, SECONDS)).as("a transfer before the job").isTrue();
      result = job.call();
    } finally {
      stopped.set(true);
    }
    moving.get();
    return result;
  }

  private Void move(AtomicBoolean stopped, CountDownLatch transferred) throws InterruptedException {
    var random = new Random(1);
    try (Lease lease = SpannerConnections.acquire(EmulatorConfig.of(bank))) {
      DatabaseClient client = lease.connection().databaseClient();
      while (!stopped.get()) {
        long from = random.nextInt(NUMBER_OF_ACCOUNTS);
        long to = (from + 1L + random.nextInt(NUMBER_OF_ACCOUNTS - 1)) % NUMBER_OF_ACCOUNTS;
        int amount = 1 + random.nextInt(50);
        client
            .readWriteTransaction()
            .run(
                transaction -> {
                  long ofFrom = balance(transaction, from);
                  long ofTo = balance(transaction, to);
                  transaction.buffer(account(from, ofFrom - amount));
                  transaction.buffer(account(to, ofTo + amount));
                  return null;
                });
        transferred.countDown();
      }
    }
    return null;
  }

  private static long balance(ReadContext transaction, long id) {
    return transaction.readRow("Accounts", Key.of(id), List.of("Balance")).getLong(0);
  }

  @Test
  void anExportHoldsAllMoney() throws Exception {
    CommandRun run =
        whileMoneyMoves(
            () ->
                CommandRun.on(
                    proxy.reach(bank),
                    "export",
                    "--format=jsonl",
                    "--outputDir=" + folder.resolve("export")));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(proxy.injected()).isNotEmpty();
    List<JsonNode> accounts = exported();
    assertThat(accounts).hasSize(NUMBER_OF_ACCOUNTS);
    assertThat(accounts.stream().mapToLong(account -> account.path("Balance").asLong()).sum())
        .isEqualTo(NUMBER_OF_ACCOUNTS * EACH);
    assertThat(accounts).anyMatch(account -> account.path("Balance").asLong() != EACH);
  }

  private List<JsonNode> exported() throws IOException {
    List<JsonNode> accounts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder.resolve("export"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".jsonl")).toList()) {
        for (String line : Files.readAllLines(file)) {
          accounts.add(MAPPER.readTree(line));
        }
      }
    }
    return accounts;
  }

  @Test
  void aCopyHoldsAllMoney() throws Exception {
    CommandRun run = whileMoneyMoves(() -> CopyRun.of(proxy.reach(bank), proxy.reach(other)));

    assertThat(run.status()).as(run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(proxy.injected()).isNotEmpty();
    assertThat(Rows.of(other, "SELECT COUNT(*) AS n, SUM(Balance) AS total FROM Accounts"))
        .containsExactly("[" + NUMBER_OF_ACCOUNTS + ", " + NUMBER_OF_ACCOUNTS * EACH + "]");
  }
}
