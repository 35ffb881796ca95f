package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.Statement;
import com.google.common.primitives.Longs;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.CreateSessionRequest;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.RequestOptions.Priority;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.StructType.Field;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a mock server that can fail on demand and counts requests. */
@Timeout(120)
class DeleteRowsTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse("CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  /** It names the whole row, so that one query finds the rows and evaluates it. */
  private static final String CONDITION = "TO_JSON_STRING(T) <> ''";

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();
  private final FakeClock clock = new FakeClock();

  private DeleteRows delete() {
    return DeleteRows.from(config).withTable("T").withSchema(SCHEMA).withCondition(CONDITION);
  }

  private static List<Key> keys(long... ids) {
    return LongStream.of(ids).mapToObj(Key::of).toList();
  }

  /** The query for these rows. */
  private static Statement check(long... ids) {
    var target = DeleteTarget.of(SCHEMA, "T");
    List<TargetKey> keys =
        keys(ids).stream()
            .map(
                key ->
                    target.keyOf(
                        new PendingKey(
                            key, Instant.EPOCH, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING)))
            .toList();
    return new KeyJoin(Dialect.GOOGLE_STANDARD_SQL, target.key(), "T", List.of("Id"))
        .queries(keys, "@{LOCK_SCANNED_RANGES=exclusive} ", ", (" + CONDITION + "\n) IS TRUE", "")
        .get(0)
        .statement();
  }

  private static final class Found {
    private final ResultSet.Builder rows =
        ResultSet.newBuilder()
            .setMetadata(
                ResultSetMetadata.newBuilder()
                    .setRowType(
                        StructType.newBuilder()
                            .addFields(field("position", TypeCode.INT64))
                            .addFields(field("meets", TypeCode.BOOL))));

    private static Field field(String name, TypeCode code) {
      return Field.newBuilder().setName(name).setType(Type.newBuilder().setCode(code)).build();
    }

    Found row(int position, boolean meets) {
      rows.addRows(
          ListValue.newBuilder()
              .addValues(Value.newBuilder().setStringValue(Integer.toString(position)))
              .addValues(Value.newBuilder().setBoolValue(meets)));
      return this;
    }

    static ResultSet all(int count) {
      var found = new Found();
      for (int i = 1; i <= count; i++) {
        found.row(i, true);
      }
      return found.rows.build();
    }
  }

  private void allExist(long... ids) {
    server.service().putStatementResult(StatementResult.query(check(ids), Found.all(ids.length)));
  }

  private void failCommits(Status... statuses) {
    List<Exception> failures = new ArrayList<>();
    for (Status status : statuses) {
      failures.add(status.asRuntimeException());
    }
    server.service().setCommitExecutionTime(SimulatedExecutionTime.ofExceptions(failures));
  }

  private List<CommitRequest> commits() {
    return server.service().getRequestsOfType(CommitRequest.class);
  }

  private static long[] deletedBy(CommitRequest commit) {
    return commit.getMutationsList().stream()
        .flatMap(mutation -> mutation.getDelete().getKeySet().getKeysList().stream())
        .mapToLong(key -> Long.parseLong(key.getValues(0).getStringValue()))
        .toArray();
  }

  @Test
  void whatALostCommitHasDeletedCountsAsDeleted() throws Exception {
    server
        .service()
        .putStatementResult(
            StatementResult.queryAndThen(
                check(1, 2, 3, 4),
                new Found().row(1, true).row(2, true).row(3, false).rows.build(),
                // Row 1 is gone; somebody has inserted row 2 again.
                new Found().row(2, true).row(3, false).rows.build()));
    failCommits(Status.UNAVAILABLE);
    var result = Deletion.of(delete(), clock, keys(1, 2, 3, 4));
    assertThat(result.deleted).containsExactlyElementsOf(keys(1, 2));
    assertThat(result.changed).containsExactlyElementsOf(keys(3, 4));
    assertThat(result.failed).isEmpty();
    assertThat(commits())
        .extracting(commit -> Longs.asList(deletedBy(commit)))
        .containsExactly(List.of(1L, 2L), List.of(2L));
  }

  @Test
  void afterAnAbortNothingHasBeenDeleted() throws Exception {
    server
        .service()
        .putStatementResult(
            StatementResult.queryAndThen(
                check(1, 2),
                Found.all(2),
                // Somebody else has deleted row 1: that is why it was aborted.
                new Found().row(2, true).rows.build()));
    failCommits(Status.ABORTED);
    var result = Deletion.of(delete(), clock, keys(1, 2));
    assertThat(result.deleted).isEqualTo(keys(2));
    assertThat(result.changed).isEqualTo(keys(1));
  }

  @Test
  void aTransactionThatTheServerHasForgottenIsRepeated() throws Exception {
    allExist(1, 2);
    failCommits(
        Status.NOT_FOUND.withDescription("Transaction not found: 42"),
        Status.FAILED_PRECONDITION.withDescription(
            "Invalid transaction ID. Transaction ID must be >= 43"));
    var result = Deletion.of(delete(), clock, keys(1, 2));
    assertThat(result.deleted).isEqualTo(keys(1, 2));
    assertThat(commits()).hasSize(3);
  }

  @Test
  void theTotalDeadlineFailsTheBundle() {
    allExist(1);
    server
        .service()
        .setCommitExecutionTime(
            SimulatedExecutionTime.ofStickyException(
                Status.UNAVAILABLE.withDescription("down").asRuntimeException()));
    assertThatThrownBy(() -> Deletion.of(delete(), clock, keys(1)))
        .isInstanceOf(SpannerException.class)
        .hasMessageContaining("total deadline of 900 s")
        .hasMessageContaining("down");
    assertThat(clock.pauses).hasSizeGreaterThan(5);
  }

  @Test
  void anErrorThatIsNoRowsFaultFailsTheBundle() {
    allExist(1);
    failCommits(Status.PERMISSION_DENIED.withDescription("not you"));
    assertThatThrownBy(() -> Deletion.of(delete(), clock, keys(1))).hasMessageContaining("not you");
  }

  @Test
  void aCommitThatIsTooLargeIsHalved_andARowThatIsTooLargeFailsWithAdvice() throws Exception {
    allExist(1, 2, 3, 4);
    allExist(1, 2);
    allExist(3, 4);
    allExist(3);
    allExist(4);
    var tooLarge =
        Status.INVALID_ARGUMENT.withDescription(
            "The transaction contains too many mutations. Insert and update operations count");
    failCommits(tooLarge);
    assertThat(Deletion.of(delete(), clock, keys(1, 2, 3, 4)).deleted).hasSize(4);
    assertThat(commits()).extracting(commit -> deletedBy(commit).length).containsExactly(4, 2, 2);

    failCommits(tooLarge, tooLarge);
    var result = Deletion.of(delete(), clock, keys(3, 4));
    assertThat(result.deleted).isEqualTo(keys(4));
    assertThat(result.failed)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.getElement()).isEqualTo(Key.of(3));
              assertThat(failure.getErrorCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
              assertThat(failure.getMessage())
                  .startsWith(
                      "The row has more rows in children (ON DELETE CASCADE) than one commit takes:"
                          + " delete the rows of its children first, then this row; ")
                  .contains("too many mutations");
            });
  }

  @Test
  void priorityAndTagBelongToTheTransaction_andNeedNoConnectionOfTheirOwn() throws Exception {
    allExist(1);
    Deletion.of(delete().withPriority(RpcPriority.LOW).withTag("purge"), clock, keys(1));
    Deletion.of(delete(), clock, keys(1));
    assertThat(commits())
        .first()
        .satisfies(
            commit -> {
              assertThat(commit.getRequestOptions().getPriority()).isEqualTo(Priority.PRIORITY_LOW);
              assertThat(commit.getRequestOptions().getTransactionTag()).isEqualTo("purge");
            });
    assertThat(server.service().getRequestsOfType(ExecuteSqlRequest.class))
        .anySatisfy(
            query ->
                assertThat(query.getRequestOptions().getPriority())
                    .isEqualTo(Priority.PRIORITY_LOW));
    assertThat(server.count(CreateSessionRequest.class)).isEqualTo(1);
  }

  @Test
  void theRateIsKept() throws Exception {
    allExist(1, 2);
    allExist(3, 4);
    allExist(5);
    var result = Deletion.of(delete().withRowsPerSecond(2), clock, keys(1, 2, 3, 4, 5));
    assertThat(result.deleted).hasSize(5);
    assertThat(clock.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(commits()).hasSize(3);
  }

  @Test
  void theGateHoldsTheNextBatchUntilItOpens() throws Exception {
    allExist(1);
    allExist(2);
    var asked = new CountDownLatch(2);
    var open = new CountDownLatch(1);
    DeleteRows held =
        delete()
            .withBatchLimits(BatchLimits.defaults().withMaxRows(1))
            .withGate(
                () -> {
                  asked.countDown();
                  if (asked.getCount() == 0) {
                    open.await();
                  }
                });
    CompletableFuture<Deletion> deletion =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Deletion.of(held, clock, keys(1, 2));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    asked.await();
    assertThat(commits()).allSatisfy(commit -> assertThat(deletedBy(commit)).containsExactly(1));
    open.countDown();
    assertThat(deletion.get().deleted).isEqualTo(keys(1, 2));
    assertThat(commits()).hasSize(2);
  }

  @Test
  void anInterruptedGateEndsTheBundleWithoutACommitInFlight() {
    allExist(1);
    var calls = new CountDownLatch(2);
    DeleteRows held =
        delete()
            .withBatchLimits(BatchLimits.defaults().withMaxRows(1))
            .withGate(
                () -> {
                  calls.countDown();
                  if (calls.getCount() == 0) {
                    throw new InterruptedException("given up");
                  }
                });
    assertThatThrownBy(() -> Deletion.of(held, clock, keys(1, 2)))
        .isInstanceOf(InterruptedException.class);
    assertThat(server.commitsInFlight()).isZero();
  }
}
