package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.TimestampBound;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.RequestOptions.Priority;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.Lease;
import dev.lintel.connection.Limits;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import io.grpc.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a mock server that can fail on demand and counts requests. */
@Timeout(120)
class LookupRowsTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse("CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  /** Looks up a bundle of so many elements, after which the size of the rows is known. */
  private static void getToKnowTheRows(LookupFn<Long> fn, int elements)
      throws InterruptedException {
    LookupOutputs.ofBundle(fn, LongStream.range(0, elements).toArray());
  }

  /** Sets the answer of the mock to every read, whatever its keys. */
  private void answers(long... ids) {
    var rows =
        ResultSet.newBuilder()
            .setMetadata(
                ResultSetMetadata.newBuilder()
                    .setRowType(StructType.newBuilder().addFields(field("Id", TypeCode.INT64))));
    for (long id : ids) {
      rows.addRows(
          ListValue.newBuilder().addValues(Value.newBuilder().setStringValue(String.valueOf(id))));
    }
    server
        .service()
        .putStatementResult(
            StatementResult.read("T", KeySet.singleKey(Key.of()), List.of("Id"), rows.build()));
  }

  private LookupRows<Long> lookup() {
    return lookup(config);
  }

  private static LookupRows<Long> lookup(ConnectionConfig config) {
    return LookupRows.<Long>from(config)
        .withTable("T")
        .withKeys(id -> List.of(Key.of(id)))
        .withSchema(SCHEMA);
  }

  private PipelineResult run(LookupRows<Long> lookup, Long... ids) {
    Pipeline pipeline = Pipeline.create();
    var found =
        pipeline
            .apply(Create.of(Arrays.asList(ids)).withCoder(VarLongCoder.of()))
            .apply(lookup)
            .getFound();
    PAssert.thatSingleton(found.apply(Count.globally())).isEqualTo((long) ids.length);
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    return result;
  }

  @Test
  void transientErrorsAreRetried() {
    answers(7);
    server
        .service()
        .setStreamingReadExecutionTime(
            SimulatedExecutionTime.ofExceptions(
                List.of(
                    Status.RESOURCE_EXHAUSTED.asRuntimeException(),
                    Status.RESOURCE_EXHAUSTED.asRuntimeException())));
    PipelineResult result = run(lookup(), 7L);
    assertThat(Counters.of(result, LookupRows.class, "retries")).isEqualTo(2);
    assertThat(Counters.of(result, LookupRows.class, "reads")).isEqualTo(3);
    assertThat(server.count(ReadRequest.class)).isEqualTo(3);
  }

  /** The client alone would resume the stream forever. */
  @Test
  void anUnreachableDatabaseFailsAtTheDeadline() {
    server
        .service()
        .setStreamingReadExecutionTime(
            SimulatedExecutionTime.ofStickyException(Status.UNAVAILABLE.asRuntimeException()));
    LookupRows<Long> impatient =
        lookup()
            .withRetryPolicy(
                RetryPolicy.defaults()
                    .withAttemptTimeout(Duration.ofMillis(200))
                    .withTotalDeadline(Duration.ofMillis(500)));
    assertThatThrownBy(() -> run(impatient, 7L))
        .hasMessageContaining("The keys could not be looked up in T of " + config.describe())
        .hasMessageContaining("within the total deadline of 0.5 s");
  }

  @Test
  void anErrorThatIsNoKeysFaultFailsTheBundle() {
    answers(7);
    for (Status status : List.of(Status.PERMISSION_DENIED, Status.NOT_FOUND)) {
      server
          .service()
          .setStreamingReadExecutionTime(
              SimulatedExecutionTime.ofStickyException(
                  status.withDescription("nothing to do with it").asRuntimeException()));
      assertThatThrownBy(() -> run(lookup(), 7L))
          .hasMessageContaining("The keys could not be looked up")
          .hasMessageContaining("nothing to do with it");
    }
  }

  @Test
  void aCacheKeepsNoFailures() {
    answers(7);
    LookupRows<Long> cached = lookup().withCache(new LookupCache(10, Duration.ofHours(1)));
    server
        .service()
        .setStreamingReadExecutionTime(
            SimulatedExecutionTime.ofStickyException(
                Status.PERMISSION_DENIED.asRuntimeException()));
    assertThatThrownBy(() -> run(cached, 7L)).hasMessageContaining("PERMISSION_DENIED");
    server.service().setStreamingReadExecutionTime(SimulatedExecutionTime.none());

    PipelineResult read = run(cached, 7L);
    assertThat(Counters.of(read, LookupRows.class, "cache_misses")).isEqualTo(1);
    PipelineResult fromCache = run(cached, 7L);
    assertThat(Counters.of(fromCache, LookupRows.class, "cache_hits")).isEqualTo(1);
    assertThat(Counters.of(fromCache, LookupRows.class, "reads")).isZero();
  }

  /** For example, a snapshot that is too old is rejected with the same code as a bad key. */
  @Test
  void anErrorThatAlsoOccursWithoutKeysIsNoKeysFault() {
    server
        .service()
        .setStreamingReadExecutionTime(
            SimulatedExecutionTime.ofStickyException(
                Status.FAILED_PRECONDITION.withDescription("too old").asRuntimeException()));
    assertThatThrownBy(() -> run(lookup(), 1L, 2L, 3L)).hasMessageContaining("too old");
  }

  @Test
  void requestOptionsReachTheServer() {
    answers(7);
    run(
        lookup()
            .withPriority(RpcPriority.HIGH)
            .withTag("join")
            .withTimestampBound(TimestampBound.ofMaxStaleness(15, TimeUnit.SECONDS)),
        7L);
    assertThat(server.service().getRequestsOfType(ReadRequest.class))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.getRequestOptions().getPriority())
                  .isEqualTo(Priority.PRIORITY_HIGH);
              assertThat(request.getRequestOptions().getRequestTag()).isEqualTo("join");
              assertThat(
                      request
                          .getTransaction()
                          .getSingleUse()
                          .getReadOnly()
                          .getMaxStaleness()
                          .getSeconds())
                  .isEqualTo(15);
            });
  }

  @Test
  void eachKeyOfABundleIsReadOnce_hundredsWithOneRequest() throws Exception {
    answers(0);
    var fn =
        new LookupFn<Long>(
            lookup(), id -> List.of(Key.of(id % 1_200), Key.of(7L)), VarLongCoder.of());
    fn.connect();
    try {
      getToKnowTheRows(fn, 400);
      server.service().clearRequests();
      LookupOutputs outputs = new LookupOutputs(fn);
      fn.startBundle();
      outputs.process(LongStream.range(0, 6_000).toArray());
      fn.finishBundle(outputs.context());
      assertThat(outputs.elements()).hasSize(6_000);
    } finally {
      fn.disconnect();
    }
    List<ReadRequest> reads = server.service().getRequestsOfType(ReadRequest.class);
    assertThat(reads)
        .extracting(read -> read.getKeySet().getKeysCount())
        .containsExactlyInAnyOrder(500, 500, 200);
    assertThat(reads.stream().flatMap(read -> read.getKeySet().getKeysList().stream()))
        .doesNotHaveDuplicates();
  }

  /** An element takes some 64 bytes, so that about 100 of them fill half of the budget. */
  @Test
  void elementsAreLookedUpSoonerIfTheyFillTheBuffer() throws Exception {
    answers(0);
    var fn =
        new LookupFn<Long>(
            lookup(config.withBufferBytes(13_000)), id -> List.of(Key.of(id)), VarLongCoder.of());
    fn.connect();
    try {
      LookupOutputs outputs = new LookupOutputs(fn);
      fn.startBundle();
      outputs.process(LongStream.range(0, 400).toArray());
      fn.finishBundle(outputs.context());
      assertThat(outputs.elements()).hasSize(400);
    } finally {
      fn.disconnect();
    }
    assertThat(server.count(ReadRequest.class)).isBetween(4, 8);
  }

  /** One row, which every element finds, counts for each of them. */
  @Test
  void givenLargeRows_noMoreElementsWaitThanTheirRowsFitInTheBuffer() throws Exception {
    String content = "x".repeat(200 << 10);
    server
        .service()
        .putStatementResult(
            StatementResult.read(
                "T",
                KeySet.singleKey(Key.of()),
                List.of("Id", "Content"),
                ResultSet.newBuilder()
                    .setMetadata(
                        ResultSetMetadata.newBuilder()
                            .setRowType(
                                StructType.newBuilder()
                                    .addFields(field("Id", TypeCode.INT64))
                                    .addFields(field("Content", TypeCode.STRING))))
                    .addRows(
                        ListValue.newBuilder()
                            .addValues(Value.newBuilder().setStringValue("7"))
                            .addValues(Value.newBuilder().setStringValue(content)))
                    .build()));
    ConnectionConfig small = config.withBufferBytes(8 << 20);
    var fn =
        new LookupFn<Long>(
            lookup(small)
                .withSchema(
                    DdlScript.parse(
                            "CREATE TABLE T (Id INT64, Content STRING(MAX)) PRIMARY KEY (Id)",
                            Dialect.GOOGLE_STANDARD_SQL)
                        .planned()),
            id -> List.of(Key.of(7L)),
            VarLongCoder.of());
    fn.connect();
    try (Lease lease = SpannerConnections.acquire(small)) {
      LookupOutputs outputs = new LookupOutputs(fn);
      fn.startBundle();
      for (int processed = 0; processed < 100; processed++) {
        assertThat(processed - outputs.elements().size()).isLessThanOrEqualTo(16);
        assertThat(Limits.bufferedBytes(lease.connection())).isLessThanOrEqualTo(8 << 20);
        outputs.process(processed);
      }
      fn.finishBundle(outputs.context());
      assertThat(outputs.elements()).hasSize(100);
    } finally {
      fn.disconnect();
    }
  }

  private static StructType.Field field(String name, TypeCode type) {
    return StructType.Field.newBuilder()
        .setName(name)
        .setType(Type.newBuilder().setCode(type))
        .build();
  }

  /** The server answers no request before it has received all of them. */
  @Test
  void severalRequestsAreInFlightAtATime() throws Exception {
    answers(0);
    var fn =
        new LookupFn<Long>(
            lookup().withLimits(new LookupLimits(1, 20)),
            id -> List.of(Key.of(id)),
            VarLongCoder.of());
    fn.connect();
    try {
      getToKnowTheRows(fn, 16);
      server.service().clearRequests();
      server.service().freeze();
      LookupOutputs outputs = new LookupOutputs(fn);
      fn.startBundle();
      outputs.process(LongStream.range(0, 20).toArray());
      await().atMost(60, TimeUnit.SECONDS).until(() -> server.count(ReadRequest.class) == 20);
      server.service().unfreeze();
      fn.finishBundle(outputs.context());
      assertThat(outputs.elements()).hasSize(20);
    } finally {
      server.service().unfreeze();
      fn.disconnect();
    }
  }

  /** As in a runner, the same instance processes the elements of the bundle again. */
  @Test
  void givenABundleFailsHalfWay_theNextAttemptOutputsEachElementOnce() throws Exception {
    answers(0, 1, 2, 3, 4);
    var fn =
        new LookupFn<Long>(
            lookup().withLimits(new LookupLimits(1, 2)),
            id -> List.of(Key.of(id)),
            VarLongCoder.of());
    fn.connect();
    try {
      LookupOutputs first = new LookupOutputs(fn);
      fn.startBundle();
      first.process(0, 1, 2);
      server
          .service()
          .setStreamingReadExecutionTime(
              SimulatedExecutionTime.ofStickyException(
                  Status.PERMISSION_DENIED.asRuntimeException()));
      assertThatThrownBy(
              () -> {
                first.process(3, 4);
                fn.finishBundle(first.context());
              })
          .isInstanceOf(LookupFailedException.class);
      server.service().setStreamingReadExecutionTime(SimulatedExecutionTime.none());

      LookupOutputs second = new LookupOutputs(fn);
      fn.startBundle();
      second.process(0, 1, 2, 3, 4);
      fn.finishBundle(second.context());
      assertThat(second.elements()).containsExactly(0L, 1L, 2L, 3L, 4L);
    } finally {
      fn.disconnect();
    }
  }
}
