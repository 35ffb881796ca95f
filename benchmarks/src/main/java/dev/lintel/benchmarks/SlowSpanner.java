package dev.lintel.benchmarks;

import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import com.google.spanner.v1.BatchCreateSessionsRequest;
import com.google.spanner.v1.BatchCreateSessionsResponse;
import com.google.spanner.v1.BatchWriteRequest;
import com.google.spanner.v1.BatchWriteResponse;
import com.google.spanner.v1.BeginTransactionRequest;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.CommitResponse;
import com.google.spanner.v1.CreateSessionRequest;
import com.google.spanner.v1.DeleteSessionRequest;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.PartialResultSet;
import com.google.spanner.v1.PartitionQueryRequest;
import com.google.spanner.v1.PartitionReadRequest;
import com.google.spanner.v1.PartitionResponse;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.Session;
import com.google.spanner.v1.SpannerGrpc;
import com.google.spanner.v1.Transaction;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stand-in for Spanner that answers every call after the same time, and any number of calls at a
 * time, which the emulator does not. It knows the table of {@link SampleRows} only, does almost no
 * work for a call, and has BatchWrite, which the emulator lacks.
 *
 * <p>Thread-safe.
 */
final class SlowSpanner extends SpannerGrpc.SpannerImplBase {
  private final long latencyMillis;
  private final ScheduledExecutorService timer;
  private final SlowDatabases databases = new SlowDatabases();
  private final AtomicLong ids = new AtomicLong();

  SlowSpanner(long latencyMillis, ScheduledExecutorService timer) {
    this.latencyMillis = latencyMillis;
    this.timer = timer;
  }

  @Override
  public void createSession(CreateSessionRequest request, StreamObserver<Session> out) {
    databases.of(request.getDatabase()).countSession(request.getSession().getMultiplexed());
    answer(out, session(request.getDatabase(), request.getSession().getMultiplexed()));
  }

  @Override
  public void batchCreateSessions(
      BatchCreateSessionsRequest request, StreamObserver<BatchCreateSessionsResponse> out) {
    var response = BatchCreateSessionsResponse.newBuilder();
    databases.of(request.getDatabase()).countSessions(request.getSessionCount());
    for (int i = 0; i < request.getSessionCount(); i++) {
      response.addSession(session(request.getDatabase(), false));
    }
    answer(out, response.build());
  }

  private Session session(String database, boolean multiplexed) {
    return Session.newBuilder()
        .setName(database + "/sessions/" + ids.incrementAndGet())
        .setMultiplexed(multiplexed)
        .setCreateTime(now())
        .build();
  }

  @Override
  public void deleteSession(DeleteSessionRequest request, StreamObserver<Empty> out) {
    answer(out, Empty.getDefaultInstance());
  }

  @Override
  public void beginTransaction(BeginTransactionRequest request, StreamObserver<Transaction> out) {
    answer(out, transaction());
  }

  private Transaction transaction() {
    return Transaction.newBuilder()
        .setId(SlowTable.token(ids.incrementAndGet()))
        .setReadTimestamp(now())
        .build();
  }

  @Override
  public void executeStreamingSql(ExecuteSqlRequest request, StreamObserver<PartialResultSet> out) {
    SlowDatabase database = databases.ofSession(request.getSession());
    Optional<PartialResultSet> result = SlowQueries.answer(request.getSql(), database, databases);
    if (result.isPresent()) {
      answerAll(out, List.of(result.get()));
    } else {
      fail(out, Status.UNIMPLEMENTED.withDescription("No answer to " + request.getSql()));
    }
  }

  @Override
  public void partitionQuery(PartitionQueryRequest request, StreamObserver<PartitionResponse> out) {
    fail(out, Status.UNIMPLEMENTED.withDescription("No partitions of " + request.getSql()));
  }

  @Override
  public void partitionRead(PartitionReadRequest request, StreamObserver<PartitionResponse> out) {
    // A read of keys is one partition, and the client names the keys again with its token.
    PartitionResponse partitions =
        request.getKeySet().getAll() ? SlowTable.partitions() : SlowTable.partitionOfKeys();
    answer(out, partitions.toBuilder().setTransaction(transaction()).build());
  }

  @Override
  public void streamingRead(ReadRequest request, StreamObserver<PartialResultSet> out) {
    SlowTable table = databases.ofSession(request.getSession()).table();
    if (!request.getKeySet().getAll()) {
      answerAll(out, List.of(table.rows(request.getKeySet().getKeysList())));
    } else if (request.getPartitionToken().isEmpty()) {
      answerAll(out, table.all());
    } else {
      answerAll(out, table.partition(request.getPartitionToken()));
    }
  }

  @Override
  public void commit(CommitRequest request, StreamObserver<CommitResponse> out) {
    Optional<Status> rejection =
        databases.ofSession(request.getSession()).commit(request.getMutationsList());
    if (rejection.isPresent()) {
      fail(out, rejection.get());
    } else {
      answer(out, CommitResponse.newBuilder().setCommitTimestamp(now()).build());
    }
  }

  @Override
  public void batchWrite(BatchWriteRequest request, StreamObserver<BatchWriteResponse> out) {
    answerAll(
        out,
        databases
            .ofSession(request.getSession())
            .batchWrite(request.getMutationGroupsList(), now()));
  }

  private static Timestamp now() {
    return com.google.cloud.Timestamp.now().toProto();
  }

  private <T> void answer(StreamObserver<T> out, T response) {
    answerAll(out, List.of(response));
  }

  private <T> void answerAll(StreamObserver<T> out, List<T> responses) {
    later(
        () -> {
          responses.forEach(out::onNext);
          out.onCompleted();
        });
  }

  private void fail(StreamObserver<?> out, Status status) {
    later(() -> out.onError(status.asRuntimeException()));
  }

  private void later(Runnable answer) {
    var unused = timer.schedule(answer, latencyMillis, TimeUnit.MILLISECONDS);
  }
}
