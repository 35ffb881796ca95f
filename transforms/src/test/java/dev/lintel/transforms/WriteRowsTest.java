package dev.lintel.transforms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.common.collect.ImmutableSet;
import com.google.rpc.Code;
import com.google.rpc.Status;
import com.google.spanner.v1.BatchWriteRequest;
import com.google.spanner.v1.BatchWriteResponse;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.CreateSessionRequest;
import com.google.spanner.v1.RequestOptions.Priority;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionMetrics;
import dev.lintel.connection.ConnectionStatistics;
import dev.lintel.connection.Limits;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.DdlScript;
import dev.lintel.failure.FailedRecord;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.schema.DatabaseSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a mock server that can fail on demand and counts requests. */
@Timeout(120)
class WriteRowsTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse("CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  private static Mutation row(long id) {
    return Mutation.newInsertOrUpdateBuilder("T").set("Id").to(id).build();
  }

  private static List<Mutation> rows(int count) {
    return IntStream.range(0, count).mapToObj(WriteRowsTest::row).toList();
  }

  private WriteRows write() {
    return WriteRows.to(config).withSchema(SCHEMA);
  }

  private void failCommits(io.grpc.Status status, int times) {
    List<Exception> failures = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      failures.add(status.asRuntimeException());
    }
    server.service().setCommitExecutionTime(SimulatedExecutionTime.ofExceptions(failures));
  }

  @Test
  void aTransientErrorIsRetriedAndCounted() {
    failCommits(io.grpc.Status.UNAVAILABLE.withDescription("moving"), 3);
    var pipeline = Pipeline.create();
    var result = pipeline.apply(Create.of(row(1))).apply(write());
    PAssert.that(result.getWritten()).containsInAnyOrder(row(1));
    PAssert.that(result.getFailed()).empty();
    var run = pipeline.run();
    run.waitUntilFinish();

    assertThat(server.count(CommitRequest.class)).isEqualTo(4);
    assertThat(Counters.of(run, WriteRows.class, "retries")).isEqualTo(3);
    assertThat(Counters.of(run, WriteRows.class, "commits")).isEqualTo(4);
    assertThat(Counters.of(run, WriteRows.class, "rows_written")).isEqualTo(1);
  }

  @Test
  void theTotalDeadlineFailsTheBundleAndIsReported() {
    server
        .service()
        .setCommitExecutionTime(
            SimulatedExecutionTime.ofStickyException(
                io.grpc.Status.UNAVAILABLE.withDescription("down").asRuntimeException()));
    var pipeline = Pipeline.create();
    pipeline.apply(Create.of(row(1))).apply(write().withRetryPolicy(OneAttempt.POLICY));
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .isInstanceOf(PipelineExecutionException.class)
        .hasMessageContaining("total deadline of 60 s")
        .hasMessageContaining("down");
  }

  @Test
  void anAttemptWithoutAnAnswerEndsAtItsTimeout() {
    try (var proxy = FaultProxy.start(config.host().substring("http://".length()))) {
      proxy.follow(
          new FaultPlan(
              1,
              new FaultRule(
                  "silence",
                  ImmutableSet.of("Commit"),
                  FaultRule.When.call(1),
                  new Fault.Stall(0))));
      var pipeline = Pipeline.create();
      pipeline
          .apply(Create.of(row(1)))
          .apply(
              WriteRows.to(config.withHost("http://" + proxy.address()))
                  .withSchema(SCHEMA)
                  .withRetryPolicy(
                      RetryPolicy.defaults().withAttemptTimeout(Duration.ofMillis(300))));
      var run = pipeline.run();
      run.waitUntilFinish();

      assertThat(proxy.injected()).hasSize(1);
      assertThat(Counters.of(run, WriteRows.class, "retries")).isPositive();
      assertThat(Counters.of(run, WriteRows.class, "rows_written")).isEqualTo(1);
    }
  }

  @Test
  void anErrorThatIsNoRowsFaultFailsTheBundle() {
    failCommits(io.grpc.Status.PERMISSION_DENIED.withDescription("not you"), 1);
    var pipeline = Pipeline.create();
    pipeline.apply(Create.of(rows(10))).apply(write());
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("PERMISSION_DENIED")
        .hasMessageContaining("not you");
  }

  @Test
  void batchWriteNamesTheBadRowsAtOnce() {
    failCommits(io.grpc.Status.FAILED_PRECONDITION.withDescription("some row"), 1);
    var unique = Status.newBuilder().setCode(Code.ALREADY_EXISTS_VALUE).setMessage("taken").build();
    server
        .service()
        .setBatchWriteResult(
            List.of(
                BatchWriteResponse.newBuilder().addIndexes(0).addIndexes(2).build(),
                BatchWriteResponse.newBuilder().addIndexes(1).setStatus(unique).build()));
    var pipeline = Pipeline.create();
    var written = OneBundle.of(pipeline, rows(3)).apply(write());
    PAssert.that(written.getWritten()).containsInAnyOrder(row(0), row(2));
    PAssert.that(written.getFailed())
        .satisfies(
            failures -> {
              assertThat(failures)
                  .containsExactly(FailedRecord.of("T", row(1), ErrorCode.ALREADY_EXISTS, "taken"));
              return null;
            });
    pipeline.run().waitUntilFinish();

    assertThat(server.count(CommitRequest.class)).isEqualTo(1);
    assertThat(server.service().getRequestsOfType(BatchWriteRequest.class))
        .singleElement()
        .satisfies(request -> assertThat(request.getMutationGroupsCount()).isEqualTo(3));
  }

  @Test
  void eachRejectedCommitCostsOneBatchWrite() {
    List<Mutation> rows = rows(2_000);
    failCommits(io.grpc.Status.FAILED_PRECONDITION.withDescription("some row"), 4);
    var unique = Status.newBuilder().setCode(Code.ALREADY_EXISTS_VALUE).setMessage("taken").build();
    var good = BatchWriteResponse.newBuilder();
    var bad = BatchWriteResponse.newBuilder().setStatus(unique);
    IntStream.range(0, 500).forEach(group -> (group % 100 == 99 ? bad : good).addIndexes(group));
    server.service().setBatchWriteResult(List.of(good.build(), bad.build()));
    var pipeline = Pipeline.create();
    var result = OneBundle.of(pipeline, rows).apply(write());
    PAssert.that(result.getWritten())
        .containsInAnyOrder(
            IntStream.range(0, 2_000)
                .filter(id -> id % 100 != 99)
                .mapToObj(WriteRowsTest::row)
                .toList());
    PAssert.that(result.getFailed())
        .satisfies(
            failures -> {
              assertThat(failures).hasSize(20);
              return null;
            });
    pipeline.run().waitUntilFinish();

    assertThat(server.count(CommitRequest.class)).isEqualTo(4);
    assertThat(server.count(BatchWriteRequest.class)).isEqualTo(4);
  }

  @Test
  void groupsThatABatchWriteLeavesUnansweredAreSentAgain() {
    failCommits(io.grpc.Status.FAILED_PRECONDITION.withDescription("some row"), 1);
    // The service gives the same answers to each request: first for the first of three groups,
    // then for the first of the two that are left, then for the last.
    server
        .service()
        .setBatchWriteResult(List.of(BatchWriteResponse.newBuilder().addIndexes(0).build()));
    var pipeline = Pipeline.create();
    var result = OneBundle.of(pipeline, rows(3)).apply(write());
    PAssert.that(result.getWritten()).containsInAnyOrder(rows(3));
    PAssert.that(result.getFailed()).empty();
    pipeline.run().waitUntilFinish();

    assertThat(server.count(CommitRequest.class)).isEqualTo(1);
    assertThat(server.service().getRequestsOfType(BatchWriteRequest.class))
        .extracting(BatchWriteRequest::getMutationGroupsCount)
        .containsExactly(3, 2, 1);
  }

  @Test
  void anInsertThatABatchWriteLeftUnansweredMayHaveWrittenTheRowThatExistsNow() {
    failCommits(io.grpc.Status.FAILED_PRECONDITION.withDescription("some row"), 1);
    var unique = Status.newBuilder().setCode(Code.ALREADY_EXISTS_VALUE).setMessage("taken").build();
    // Each request is answered for its first group only.
    server
        .service()
        .setBatchWriteResult(
            List.of(BatchWriteResponse.newBuilder().addIndexes(0).setStatus(unique).build()));
    var pipeline = Pipeline.create();
    var result =
        OneBundle.of(pipeline, rows(3)).apply(write().withMode(WriteMode.INSERT)).getFailed();
    PAssert.that(result)
        .satisfies(
            failures -> {
              assertThat(failures)
                  .extracting(FailedRecord::getErrorCode)
                  .containsExactlyInAnyOrder(
                      ErrorCode.ALREADY_EXISTS, ErrorCode.UNKNOWN, ErrorCode.UNKNOWN);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void priorityTagAndCommitDelayBelongToTheCallAndNeedNoConnectionOfTheirOwn() {
    var pipeline = Pipeline.create();
    pipeline
        .apply("One", Create.of(row(1)))
        .apply(
            "Write one",
            write()
                .withPriority(RpcPriority.LOW)
                .withTag("nightly")
                .withMaxCommitDelay(Duration.ofMillis(100)));
    pipeline
        .apply("Two", Create.of(row(2)))
        .apply("Write two", write().withPriority(RpcPriority.HIGH));
    pipeline.run().waitUntilFinish();

    assertThat(server.service().getRequestsOfType(CommitRequest.class))
        .anySatisfy(
            commit -> {
              assertThat(commit.getRequestOptions().getPriority()).isEqualTo(Priority.PRIORITY_LOW);
              assertThat(commit.getRequestOptions().getTransactionTag()).isEqualTo("nightly");
              assertThat(commit.getMaxCommitDelay())
                  .isEqualTo(
                      com.google.protobuf.Duration.newBuilder().setNanos(100_000_000).build());
            })
        .anySatisfy(
            commit ->
                assertThat(commit.getRequestOptions().getPriority())
                    .isEqualTo(Priority.PRIORITY_HIGH));
    assertThat(SpannerConnections.statistics().openedByDatabase())
        .containsEntry(config.resourceName(), 1L);
    assertThat(server.count(CreateSessionRequest.class)).isEqualTo(1);
  }

  @Test
  void connectionsAreReportedAsMetricsOnce() {
    // Those to other databases are of other tests.
    String database = config.resourceName();
    ConnectionStatistics first = ConnectionMetrics.read(runOneRow(config));
    assertThat(first.openedByDatabase()).containsEntry(database, 1L);
    assertThat(first.opened()).isPositive();
    ConnectionStatistics second = ConnectionMetrics.read(runOneRow(config));
    assertThat(second.openedByDatabase()).doesNotContainKey(database);
  }

  private static PipelineResult runOneRow(ConnectionConfig config) {
    var pipeline = Pipeline.create();
    pipeline.apply(Create.of(row(1))).apply(WriteRows.to(config).withSchema(SCHEMA));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }

  @Test
  void theModeReplacesTheOperation() {
    var pipeline = Pipeline.create();
    pipeline.apply(Create.of(row(1))).apply(write().withMode(WriteMode.INSERT));
    pipeline.run().waitUntilFinish();
    assertThat(server.service().getRequestsOfType(CommitRequest.class))
        .singleElement()
        .satisfies(commit -> assertThat(commit.getMutations(0).hasInsert()).isTrue());
  }

  @Test
  void commitsAreLimitedAndSeveralAreInFlightAtATime() throws Exception {
    var pipeline = Pipeline.create();
    OneBundle.of(pipeline, rows(1_000))
        .apply(write().withBatchLimits(BatchLimits.defaults().withMaxRows(10)));
    long waitsBefore = SpannerConnections.statistics().waits();
    // Connected before the server stands still.
    try (var lease = SpannerConnections.acquire(config)) {
      server.service().freeze();
      try {
        var run =
            CompletableFuture.supplyAsync(
                () -> {
                  PipelineResult result = pipeline.run();
                  result.waitUntilFinish();
                  return result;
                });
        await()
            .atMost(60, SECONDS)
            .until(() -> server.commitsInFlight() == 50 && Limits.waiting(lease.connection()) == 1);
        server.service().unfreeze();
        assertThat(Counters.of(run.get(), WriteRows.class, "commits")).isEqualTo(100);
      } finally {
        server.service().unfreeze();
      }
    }
    assertThat(server.count(CommitRequest.class)).isEqualTo(100);
    assertThat(server.mostCommitsInFlight()).as("as one channel allows").isEqualTo(50);
    assertThat(SpannerConnections.statistics().waits()).isGreaterThan(waitsBefore);
  }

  @Test
  void aBatchWriteThatIsRefusedAsAWholeDoesNotFailTheBundle() {
    failCommits(io.grpc.Status.FAILED_PRECONDITION.withDescription("some row"), 1);
    server.refuseBatchWrites(io.grpc.Status.INVALID_ARGUMENT.withDescription("no"));
    var pipeline = Pipeline.create();
    var result = OneBundle.of(pipeline, rows(3)).apply(write());
    PAssert.that(result.getWritten()).containsInAnyOrder(rows(3));
    PAssert.that(result.getFailed()).empty();
    pipeline.run().waitUntilFinish();
    assertThat(server.refusedBatchWrites()).isEqualTo(1);
    assertThat(server.count(CommitRequest.class)).as("the whole, then the rows again").isEqualTo(2);
  }

  @Test
  void rowsAreWrittenSoonerIfTheyFillTheBuffer() {
    var pipeline = Pipeline.create();
    OneBundle.of(pipeline, rows(400))
        .apply(WriteRows.to(config.withBufferBytes(9_000)).withSchema(SCHEMA));
    PipelineResult run = pipeline.run();
    run.waitUntilFinish();
    assertThat(server.count(CommitRequest.class)).as("one without the budget").isBetween(4, 8);
    assertThat(Counters.of(run, WriteRows.class, "rows_written")).isEqualTo(400);
  }
}
