package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import com.google.spanner.v1.BatchWriteRequest;
import com.google.spanner.v1.BatchWriteResponse;
import com.google.spanner.v1.CommitRequest;
import com.google.spanner.v1.CommitResponse;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.PartialResultSet;
import com.google.spanner.v1.SpannerGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FaultProxyTest {
  private static final int ROWS = 5;

  private final AtomicInteger commits = new AtomicInteger();
  private Server server;
  private FaultProxy proxy;
  private ManagedChannel channel;
  private SpannerGrpc.SpannerBlockingStub spanner;

  /** Answers every call at once. */
  private final class Answering extends SpannerGrpc.SpannerImplBase {
    @Override
    public void commit(CommitRequest request, StreamObserver<CommitResponse> answer) {
      commits.incrementAndGet();
      answer.onNext(CommitResponse.getDefaultInstance());
      answer.onCompleted();
    }

    @Override
    public void executeStreamingSql(
        ExecuteSqlRequest request, StreamObserver<PartialResultSet> answer) {
      for (int i = 0; i < ROWS; i++) {
        answer.onNext(PartialResultSet.getDefaultInstance());
      }
      answer.onCompleted();
    }

    @Override
    public void batchWrite(BatchWriteRequest request, StreamObserver<BatchWriteResponse> answer) {
      answer.onNext(BatchWriteResponse.newBuilder().addAllIndexes(List.of(0, 1, 2, 3, 4)).build());
      answer.onCompleted();
    }
  }

  @BeforeEach
  void start() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new Answering())
            .build()
            .start();
    proxy = FaultProxy.start("localhost:" + server.getPort());
    channel = ManagedChannelBuilder.forTarget(proxy.address()).usePlaintext().build();
    spanner = SpannerGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    proxy.close();
    server.shutdownNow();
  }

  private static FaultRule rule(String method, FaultRule.When when, Fault fault) {
    return new FaultRule("test", ImmutableSet.of(method), when, fault);
  }

  private void follow(String method, Fault fault) {
    proxy.follow(new FaultPlan(1, rule(method, FaultRule.When.call(1), fault)));
  }

  private void commit() {
    CommitResponse unused = spanner.commit(CommitRequest.getDefaultInstance());
  }

  /** The messages of a stream as far as it comes, and the status that ends it. */
  private static final class Received {
    private final List<Object> messages = new ArrayList<>();
    private Status.Code end = Status.Code.OK;

    static Received of(Iterator<?> stream) {
      var received = new Received();
      try {
        stream.forEachRemaining(received.messages::add);
      } catch (StatusRuntimeException e) {
        received.end = e.getStatus().getCode();
      }
      return received;
    }
  }

  private Received query() {
    return query(60);
  }

  private Received query(int seconds) {
    // To be connected, so that the deadline is for the query alone.
    commit();
    return Received.of(
        spanner
            .withDeadlineAfter(seconds, TimeUnit.SECONDS)
            .executeStreamingSql(ExecuteSqlRequest.getDefaultInstance()));
  }

  private void assertFails(Status.Code code) {
    assertThatThrownBy(this::commit)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class, e -> assertThat(e.getStatus().getCode()).isEqualTo(code));
  }

  @Test
  void withoutAPlanEveryCallIsPassedOn() {
    Received rows = query();

    assertThat(rows.messages).hasSize(ROWS);
    assertThat(rows.end).isEqualTo(Status.Code.OK);
    assertThat(proxy.calls("Commit")).isEqualTo(1);
    assertThat(proxy.injected()).isEmpty();
  }

  @Test
  void aRefusedCallDoesNotReachTheServer() {
    follow("Commit", new Fault.Refusal(Status.Code.ABORTED, "try again"));

    assertFails(Status.Code.ABORTED);
    assertThat(commits).hasValue(0);
    commit();
    assertThat(commits).hasValue(1);
    assertThat(proxy.injected()).containsExactly("test: Commit 1");
  }

  @Test
  void theServerHasDoneWhatTheLostAnswerWasAbout() {
    follow("Commit", new Fault.LostAnswer(Status.Code.UNAVAILABLE));

    assertFails(Status.Code.UNAVAILABLE);
    assertThat(commits).hasValue(1);
  }

  @Test
  void aSessionThatIsGone() {
    follow("Commit", new Fault.SessionGone());

    assertFails(Status.Code.NOT_FOUND);
    assertThat(commits).hasValue(0);
  }

  @Test
  void aBrokenStreamHasSomeMessages() {
    follow("ExecuteStreamingSql", new Fault.BrokenStream(2, Status.Code.UNAVAILABLE));

    Received rows = query();
    assertThat(rows.messages).hasSize(2);
    assertThat(rows.end).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void aStalledStreamEndsWithTheClientsDeadline() {
    Received rows;
    int seconds = 1;
    do {
      follow("ExecuteStreamingSql", new Fault.Stall(2));
      rows = query(seconds);
      seconds *= 4;
      // A machine that stands still for a while may get less before a short deadline.
    } while (rows.messages.size() < 2 && seconds <= 64);

    assertThat(rows.messages).hasSize(2);
    assertThat(rows.end).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void aCutConnectionEndsTheCall_theNextConnects() {
    commit();
    follow("Commit", new Fault.Cut());

    assertFails(Status.Code.UNAVAILABLE);
    commit();
    assertThat(commits).hasValue(2);
  }

  @Test
  void aDelayedCallIsAnsweredLater() {
    follow("Commit", new Fault.Delay(Duration.ofMillis(200)));

    long begin = System.nanoTime();
    commit();
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void halfOfTheGroupsAreAnswered() {
    follow("BatchWrite", new Fault.HalfAnswer());

    Received answers = Received.of(spanner.batchWrite(BatchWriteRequest.getDefaultInstance()));
    assertThat(answers.messages)
        .containsExactly(BatchWriteResponse.newBuilder().addAllIndexes(List.of(0, 2, 4)).build());
    assertThat(answers.end).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private static List<Long> hits(long seed, FaultRule rule, int calls) {
    var plan = new FaultPlan(seed, rule);
    return LongStream.rangeClosed(1, calls)
        .filter(call -> plan.hit("Commit", call).isPresent())
        .boxed()
        .toList();
  }

  @Test
  void theSeedDecides() {
    FaultRule some = rule("Commit", FaultRule.When.rate(0.05), new Fault.Cut());

    assertThat(hits(7, some, 10_000)).isEqualTo(hits(7, some, 10_000)).hasSizeBetween(400, 600);
    assertThat(hits(7, some, 10_000)).isNotEqualTo(hits(8, some, 10_000));
  }

  @Test
  void aBurstHitsCallsInARow() {
    FaultRule bursts = rule("Commit", FaultRule.When.burst(3, 20), new Fault.Cut());

    assertThat(IntStream.range(0, 20).mapToObj(seed -> hits(seed, bursts, 200)).distinct().count())
        .isGreaterThan(5);
    assertThat(hits(7, bursts, 200)).hasSize(30);
  }

  @Test
  void aRuleIsOnlyForItsMethods() {
    var plan = new FaultPlan(1, rule("Commit", FaultRule.When.rate(1), new Fault.Cut()));

    assertThat(plan.hit("Commit", 1)).isPresent();
    assertThat(plan.hit("Rollback", 1)).isEmpty();
  }

  @Test
  void watcherIsShownTheRequestsThatArePassedOn() {
    List<String> seen = new ArrayList<>();
    proxy.follow(
        new FaultPlan(
            0,
            new FaultRule(
                "first",
                ImmutableSet.of("Commit"),
                FaultRule.When.call(1),
                new Fault.Refusal(Status.Code.ABORTED, ""))));
    proxy.watch(
        (method, request) -> {
          synchronized (seen) {
            seen.add(method + ":" + request.length);
          }
        });

    CommitRequest request = CommitRequest.newBuilder().setSession("s").build();
    assertThatThrownBy(() -> spanner.commit(request)).isInstanceOf(StatusRuntimeException.class);
    spanner.commit(request);

    synchronized (seen) {
      assertThat(seen).containsExactly("Commit:" + request.getSerializedSize());
    }
  }
}
