package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.spanner.v1.BatchWriteRequest;
import com.google.spanner.v1.BatchWriteResponse;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.CommitResponse;
import com.google.spanner.v1.SpannerGrpc;
import com.google.spanner.v1.TransactionOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CommitTurnsTest {
  private static final CommitRequest COMMIT =
      CommitRequest.newBuilder()
          .setSingleUseTransaction(TransactionOptions.getDefaultInstance())
          .build();

  private static final CommitRequest OF_A_TRANSACTION =
      CommitRequest.newBuilder().setTransactionId(ByteString.copyFromUtf8("t")).build();

  /** Keeps the commits that have arrived, each to be answered by the test. */
  private static final class Commits extends SpannerGrpc.SpannerImplBase {
    private final BlockingQueue<StreamObserver<CommitResponse>> unanswered =
        new ArrayBlockingQueue<>(100);
    private final BlockingQueue<StreamObserver<BatchWriteResponse>> unansweredBatchWrites =
        new ArrayBlockingQueue<>(1);

    @Override
    public void commit(CommitRequest request, StreamObserver<CommitResponse> answer) {
      unanswered.add(answer);
    }

    @Override
    public void batchWrite(BatchWriteRequest request, StreamObserver<BatchWriteResponse> answer) {
      unansweredBatchWrites.add(answer);
    }

    StreamObserver<CommitResponse> next() throws InterruptedException {
      StreamObserver<CommitResponse> next = unanswered.poll(60, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      return next;
    }
  }

  private final Commits commits = new Commits();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private Server server;
  private ManagedChannel channel;
  private SpannerGrpc.SpannerFutureStub client;

  @BeforeEach
  void start() throws Exception {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(commits)
            .build()
            .start();
    channel =
        Grpc.newChannelBuilder("localhost:" + server.getPort(), InsecureChannelCredentials.create())
            .intercept(new CommitTurns())
            .build();
    client = SpannerGrpc.newFutureStub(channel);
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
    channel.shutdownNow();
    server.shutdownNow();
  }

  private Future<CommitResponse> commit() {
    return callers.submit(() -> client.commit(COMMIT).get());
  }

  private static void answer(StreamObserver<CommitResponse> commit) {
    commit.onNext(CommitResponse.getDefaultInstance());
    commit.onCompleted();
  }

  private static <A> StreamObserver<A> observer(CompletableFuture<Throwable> closed) {
    return new StreamObserver<>() {
      @Override
      public void onNext(A value) {}

      @Override
      public void onError(Throwable error) {
        closed.complete(error);
      }

      @Override
      public void onCompleted() {
        closed.completeExceptionally(new AssertionError("the commit was answered"));
      }
    };
  }

  /** A thread that sends a commit and does not wait for its answer, so it waits for a turn only. */
  private Thread sender(BlockingQueue<ListenableFuture<CommitResponse>> sent) {
    var sender = new Thread(() -> sent.add(client.commit(COMMIT)));
    sender.start();
    return sender;
  }

  private static long waiting(List<Thread> senders) {
    return senders.stream().filter(sender -> sender.getState() == Thread.State.WAITING).count();
  }

  @Test
  void theServerHasOneCommitAtATime() throws Exception {
    int count = 20;
    var sent = new ArrayBlockingQueue<ListenableFuture<CommitResponse>>(count);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      senders.add(sender(sent));
    }
    for (int left = count - 1; left >= 0; left--) {
      StreamObserver<CommitResponse> underWay = commits.next();
      long others = left;
      await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(senders) == others);
      // That of a transaction overtakes it, so anything sent before would have arrived.
      var other = client.commit(OF_A_TRANSACTION);
      answer(commits.next());
      other.get();
      assertThat(commits.unanswered).isEmpty();
      answer(underWay);
    }
    for (Thread sender : senders) {
      sender.join();
    }
    for (var result : sent) {
      assertThat(result.get()).isNotNull();
    }
  }

  @Test
  void aRejectedCommitIsFollowedByTheNext() throws Exception {
    var first = commit();
    StreamObserver<CommitResponse> underWay = commits.next();
    var second = commit();
    underWay.onError(Status.ALREADY_EXISTS.asRuntimeException());
    answer(commits.next());
    assertThat(second.get()).isNotNull();
    assertThat(first).failsWithin(60, TimeUnit.SECONDS);
  }

  @Test
  void aCancelledCommitIsFollowedByTheNext() throws Exception {
    ListenableFuture<CommitResponse> first = client.commit(COMMIT);
    commits.next();
    var second = commit();
    first.cancel(true);
    answer(commits.next());
    assertThat(second.get()).isNotNull();
  }

  @Test
  void aCommitThatEndsBeforeItsTurnDoesNotKeepIt() throws Exception {
    ListenableFuture<CommitResponse> first = client.commit(COMMIT);
    StreamObserver<CommitResponse> underWay = commits.next();
    var closed = new CompletableFuture<Throwable>();
    callers.execute(
        () ->
            SpannerGrpc.newStub(channel)
                .withDeadlineAfter(10, TimeUnit.MILLISECONDS)
                .commit(COMMIT, observer(closed)));
    assertThat(Status.fromThrowable(closed.get()).getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    answer(underWay);
    first.get();
    var next = commit();
    answer(commits.next());
    assertThat(next.get()).isNotNull();
  }

  @Test
  void batchWritesTakeTurnsToo() throws Exception {
    SpannerGrpc.newStub(channel)
        .batchWrite(BatchWriteRequest.getDefaultInstance(), observer(new CompletableFuture<>()));
    StreamObserver<BatchWriteResponse> underWay =
        commits.unansweredBatchWrites.poll(60, TimeUnit.SECONDS);
    assertThat(underWay).isNotNull();
    var sent = new ArrayBlockingQueue<ListenableFuture<CommitResponse>>(1);
    Thread sender = sender(sent);
    await().atMost(60, TimeUnit.SECONDS).until(() -> waiting(List.of(sender)) == 1);
    assertThat(commits.unanswered).isEmpty();

    underWay.onCompleted();

    answer(commits.next());
    assertThat(sent.take().get()).isNotNull();
  }
}
