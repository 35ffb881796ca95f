package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.ExecuteSqlRequest;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The calls that a client makes, compared with those that the server received. */
@Timeout(120)
class CallCounterTest {

  private static final Duration LINGER = Duration.ofMinutes(1);

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final FakeScheduler scheduler = new FakeScheduler();

  /** Not that of the process: a thread that an earlier test has left may still make calls. */
  private final ConnectionRegistry registry =
      new ConnectionRegistry(new ClientOpener(), scheduler, LINGER);

  @AfterEach
  void disconnect() {
    scheduler.advance(LINGER);
  }

  private static Mutation row(int id) {
    return Mutation.newInsertBuilder("T").set("Id").to(id).build();
  }

  @Test
  void countsWhatTheServerReceives_fromAllThreads() throws Exception {
    var config = server.newDatabase();
    try (var lease = registry.acquire(config)) {
      var client = lease.connection().databaseClient();
      var threads = Executors.newFixedThreadPool(4);
      List<Callable<Object>> commits =
          Stream.iterate(1, i -> i + 1)
              .limit(20)
              .<Callable<Object>>map(i -> () -> client.writeAtLeastOnce(List.of(row(i))))
              .toList();
      for (var commit : threads.invokeAll(commits)) {
        commit.get();
      }
      threads.shutdown();
      try (var rows = client.singleUse().executeQuery(Statement.of("SELECT 1"))) {
        while (rows.next()) {
          assertThat(rows.getLong(0)).isOne();
        }
      }
    }
    ConnectionStatistics statistics = registry.statistics();

    assertThat(server.count(CommitRequest.class)).isEqualTo(20);
    CallStatistics commits = statistics.calls().get("Commit");
    assertThat(commits.calls()).isEqualTo(20);
    assertThat(commits.failed()).isZero();
    long bytes =
        server.service().getRequestsOfType(CommitRequest.class).stream()
            .mapToLong(CommitRequest::getSerializedSize)
            .sum();
    assertThat(commits.sentBytes()).as("the messages, without headers").isEqualTo(bytes);
    assertThat(commits.receivedBytes()).isPositive();
    assertThat(commits.time()).isGreaterThan(Duration.ZERO);
    assertThat(statistics.calls().get("ExecuteStreamingSql").calls())
        .isEqualTo(server.count(ExecuteSqlRequest.class));
    assertThat(statistics.openedByDatabase()).isEqualTo(Map.of(config.resourceName(), 1L));
    assertThat(statistics.calls()).containsKey("CreateSession").doesNotContainKey("StreamingRead");
  }

  @Test
  void aFailedCallCountsAsFailed() throws Exception {
    try (var lease = registry.acquire(server.newDatabase())) {
      var client = lease.connection().databaseClient();
      server
          .service()
          .setCommitExecutionTime(
              SimulatedExecutionTime.ofException(
                  Status.INVALID_ARGUMENT.withDescription("no such table").asRuntimeException()));
      assertThatThrownBy(() -> client.writeAtLeastOnce(List.of(row(1))))
          .isInstanceOf(SpannerException.class);
      client.writeAtLeastOnce(List.of(row(2)));

      CallStatistics commits = registry.statistics().calls().get("Commit");
      assertThat(commits.calls()).isEqualTo(2);
      assertThat(commits.failed()).isEqualTo(1);
    }
  }

  @Test
  void theCallsAreBeamMetrics() {
    var config = server.newDatabase();
    var pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=DirectRunner").create());
    pipeline.apply(Create.of(1, 2, 3)).apply("Write", ParDo.of(new CommitFn(config)));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    ConnectionStatistics statistics = ConnectionMetrics.read(result);
    CallStatistics commits = statistics.calls().get("Commit");
    // Other tests of this process may have left calls that nobody has reported yet.
    assertThat(commits.calls()).isGreaterThanOrEqualTo(3);
    assertThat(commits.sentBytes()).isPositive();
    assertThat(commits.time()).isGreaterThan(Duration.ZERO);
    assertThat(statistics.openedByDatabase()).containsEntry(config.resourceName(), 1L);
    assertThat(statistics.opened()).isPositive();
  }

  @Test
  void countersOfOtherThingsAreNoCalls() {
    assertThat(
            CallMetrics.read(
                Map.of(
                    "connections_opened", 1L,
                    "in_flight_wait_ms", 2L,
                    "calls_Commit", 3L,
                    "calls_failed_Commit", 1L,
                    "call_us_Commit", 1500L)))
        .isEqualTo(Map.of("Commit", new CallStatistics(3, 1, 0, 0, Duration.ofNanos(1_500_000))));
  }

  private static final class CommitFn extends ConnectedDoFn<Integer, Void> {
    CommitFn(ConnectionConfig config) {
      super(config);
    }

    @ProcessElement
    public void process(@Element Integer id) {
      connection().databaseClient().writeAtLeastOnce(List.of(row(id)));
    }

    @FinishBundle
    public void finish() {
      ConnectionMetrics.report();
    }
  }
}
