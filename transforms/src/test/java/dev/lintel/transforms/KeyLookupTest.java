package dev.lintel.transforms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.TimestampBound;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import dev.lintel.connection.Lease;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.DdlScript;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KeyLookupTest {
  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final AsyncCache<LookupKey, List<Struct>> cache = Caffeine.newBuilder().buildAsync();

  /** Answers every read with the row 7. */
  private void answer() {
    server
        .service()
        .putStatementResult(
            StatementResult.read(
                "T",
                KeySet.singleKey(Key.of()),
                List.of("Id"),
                ResultSet.newBuilder()
                    .setMetadata(
                        ResultSetMetadata.newBuilder()
                            .setRowType(
                                StructType.newBuilder()
                                    .addFields(
                                        StructType.Field.newBuilder()
                                            .setName("Id")
                                            .setType(Type.newBuilder().setCode(TypeCode.INT64)))))
                    .addRows(
                        ListValue.newBuilder().addValues(Value.newBuilder().setStringValue("7")))
                    .build()));
  }

  private static KeyedRows rows(SpannerConnection connection) {
    return new KeyedRows(
        connection.databaseClient(),
        new LookupTarget("T", null, ImmutableList.of())
            .plan(
                DdlScript.parse(
                        "CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
                    .planned()),
        TimestampBound.strong(),
        ReadOptions.defaults());
  }

  /** Returns the lookup of a bundle. */
  private KeyLookup lookup(SpannerConnection connection) {
    return new KeyLookup(
        rows(connection),
        connection.requests(),
        new Retry(RetryPolicy.defaults(), RetryClock.SYSTEM, "StreamingRead of T"),
        100,
        cache);
  }

  @Test
  void aKeyThatAnotherBundleHasGivenUpIsLookedUpAgain() throws Exception {
    answer();
    try (Lease lease = SpannerConnections.acquire(server.newDatabase())) {
      SpannerConnection connection = lease.connection();
      LookupKey key = rows(connection).key(Key.of(7));
      var busy = new CountDownLatch(1);
      for (int i = 0; i < connection.config().maxRequestsInFlight(); i++) {
        var unused =
            connection
                .requests()
                .submit(
                    () -> {
                      busy.await();
                      return true;
                    });
      }
      var interrupted = new CompletableFuture<Boolean>();
      var first =
          new Thread(
              () -> {
                try {
                  lookup(connection).start(List.of(key));
                  interrupted.complete(false);
                } catch (InterruptedException e) {
                  interrupted.complete(true);
                }
              });
      first.start();
      await().atMost(60, SECONDS).until(() -> cache.asMap().containsKey(key));
      KeyLookup second = lookup(connection);
      KeyLookup.Answers asked = second.start(List.of(key));
      assertThat(asked.hits()).isEqualTo(1);

      first.interrupt();
      assertThat(interrupted.get()).isTrue();
      busy.countDown();
      KeyLookup.Answers answered = second.await(asked);

      assertThat(rowsOf(answered, key)).hasSize(1);
      assertThat(answered.requests().sum()).isEqualTo(1);
      assertThat(server.count(ReadRequest.class)).isEqualTo(1);
      assertThat(rowsOf(second.await(second.start(List.of(key))), key)).hasSize(1);
      assertThat(server.count(ReadRequest.class)).isEqualTo(1);
    }
  }

  private static List<Struct> rowsOf(KeyLookup.Answers answers, LookupKey key)
      throws ExecutionException, InterruptedException {
    return answers.rows().get(key).get();
  }
}
