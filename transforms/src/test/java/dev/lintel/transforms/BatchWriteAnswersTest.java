package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableSet;
import com.google.rpc.Code;
import com.google.rpc.Status;
import com.google.spanner.v1.BatchWriteRequest;
import com.google.spanner.v1.BatchWriteResponse;
import com.google.spanner.v1.CommitRequest;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.failure.FailedRecord;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultPlan;
import dev.lintel.faults.FaultProxy;
import dev.lintel.faults.FaultRule;
import dev.lintel.schema.DatabaseSchema;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What becomes of rows for every form of an answer to a BatchWrite, which servers may give in part.
 * {@code WriteRowsTest} has the forms that end well at once.
 */
@Timeout(120)
class BatchWriteAnswersTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse("CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();
  private final Pipeline pipeline = Pipeline.create();

  @BeforeEach
  void rejectTheFirstCommit() {
    server
        .service()
        .setCommitExecutionTime(
            SimulatedExecutionTime.ofException(
                io.grpc.Status.FAILED_PRECONDITION
                    .withDescription("some row")
                    .asRuntimeException()));
  }

  private static Mutation row(long id) {
    return Mutation.newInsertOrUpdateBuilder("T").set("Id").to(id).build();
  }

  private static BatchWriteResponse answer(Code code, String message, Integer... groups) {
    return BatchWriteResponse.newBuilder()
        .addAllIndexes(List.of(groups))
        .setStatus(Status.newBuilder().setCode(code.getNumber()).setMessage(message))
        .build();
  }

  private static BatchWriteResponse written(Integer... groups) {
    return answer(Code.OK, "", groups);
  }

  /** Writes three rows, to a server that gives these answers to each BatchWrite. */
  private WriteRowsResult write(ConnectionConfig to, BatchWriteResponse... answers) {
    return write(WriteRows.to(to), answers);
  }

  private WriteRowsResult write(WriteRows write, BatchWriteResponse... answers) {
    server.service().setBatchWriteResult(List.of(answers));
    return OneBundle.of(pipeline, IntStream.range(0, 3).mapToObj(i -> row(i)).toList())
        .apply(write.withSchema(SCHEMA));
  }

  /** How many groups each BatchWrite had. */
  private List<Integer> groups() {
    return server.service().getRequestsOfType(BatchWriteRequest.class).stream()
        .map(BatchWriteRequest::getMutationGroupsCount)
        .toList();
  }

  /** Compares texts: a check of a pipeline's output has to be serializable. */
  private static void assertFailed(WriteRowsResult result, FailedRecord<?>... expected) {
    List<String> texts = Stream.of(expected).map(FailedRecord::toString).toList();
    PAssert.that(result.getFailed())
        .satisfies(
            failures -> {
              assertThat(failures)
                  .extracting(FailedRecord::toString)
                  .containsExactlyInAnyOrderElementsOf(texts);
              return null;
            });
  }

  private static FailedRecord<Mutation> failed(long id, ErrorCode code, String message) {
    return FailedRecord.of("T", row(id), code, message);
  }

  @Test
  void aGroupThatFailsForATransientReasonStaysOpen_untilItIsAnswered() {
    // The service gives the same answers to each request, always about the first of its groups.
    WriteRowsResult result = write(config, answer(Code.UNAVAILABLE, "moving", 0), written(0));
    PAssert.that(result.getWritten()).containsInAnyOrder(row(0), row(1), row(2));
    PAssert.that(result.getFailed()).empty();
    pipeline.run().waitUntilFinish();

    assertThat(groups()).containsExactly(3, 2, 1);
    assertThat(server.count(CommitRequest.class)).isEqualTo(1);
  }

  @Test
  void theFirstOfSeveralAnswersForAGroupCounts() {
    WriteRowsResult result =
        write(
            config,
            written(0, 1),
            answer(Code.ALREADY_EXISTS, "taken", 1),
            answer(Code.OUT_OF_RANGE, "too large", 2),
            written(2));
    PAssert.that(result.getWritten()).containsInAnyOrder(row(0), row(1));
    assertFailed(result, failed(2, ErrorCode.OUT_OF_RANGE, "too large"));
    pipeline.run().waitUntilFinish();

    assertThat(groups()).containsExactly(3);
  }

  @Test
  void allRowsMayBeBad_eachForItsOwnReason() {
    WriteRowsResult result =
        write(
            config,
            answer(Code.ALREADY_EXISTS, "taken", 0),
            answer(Code.NOT_FOUND, "no parent", 1),
            answer(Code.INVALID_ARGUMENT, "no date", 2));
    PAssert.that(result.getWritten()).empty();
    assertFailed(
        result,
        failed(0, ErrorCode.ALREADY_EXISTS, "taken"),
        failed(1, ErrorCode.NOT_FOUND, "no parent"),
        failed(2, ErrorCode.INVALID_ARGUMENT, "no date"));
    pipeline.run().waitUntilFinish();

    assertThat(groups()).containsExactly(3);
  }

  @Test
  void aReasonThatIsNoRowsFaultFailsTheBundle() {
    write(config, written(0), answer(Code.PERMISSION_DENIED, "not you", 1), written(2));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("PERMISSION_DENIED")
        .hasMessageContaining("not you");
  }

  @Test
  void groupsThatAreNeverAnsweredFailTheBundleAtTheDeadline() {
    write(
        WriteRows.to(config).withRetryPolicy(OneAttempt.POLICY),
        answer(Code.UNAVAILABLE, "moving", 0, 1, 2));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("total deadline of 60 s")
        .hasMessageContaining("moving");
  }

  @Test
  void anAnswerThatBreaksOffKeepsWhatItSaid_andTheOthersAreSentAgain() {
    try (var proxy = FaultProxy.start(config.host().substring("http://".length()))) {
      proxy.follow(
          new FaultPlan(
              1,
              new FaultRule(
                  "break",
                  ImmutableSet.of("BatchWrite"),
                  FaultRule.When.call(1),
                  new Fault.BrokenStream(1, io.grpc.Status.Code.UNAVAILABLE))));
      WriteRowsResult result =
          write(
              config.withHost("http://" + proxy.address()),
              // Of the first request only this answer arrives, of the second both.
              written(0),
              answer(Code.ALREADY_EXISTS, "taken", 1));
      PAssert.that(result.getWritten()).containsInAnyOrder(row(0), row(1));
      assertFailed(result, failed(2, ErrorCode.ALREADY_EXISTS, "taken"));
      pipeline.run().waitUntilFinish();
    }

    assertThat(groups()).containsExactly(3, 2);
  }
}
