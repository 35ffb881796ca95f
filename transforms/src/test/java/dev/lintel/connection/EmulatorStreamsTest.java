package dev.lintel.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import com.google.protobuf.Value;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.PartialResultSet;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.SpannerGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmulatorStreamsTest {
  private static final int MESSAGES = 20;
  private static final ByteString OF_THE_SERVER = ByteString.copyFromUtf8("token");

  /** Answers with messages of one value. */
  private static final class Answers extends SpannerGrpc.SpannerImplBase {
    private final AtomicInteger requests = new AtomicInteger();
    private volatile int withToken = -1;

    @Override
    public void streamingRead(ReadRequest request, StreamObserver<PartialResultSet> answer) {
      stream(answer);
    }

    @Override
    public void executeStreamingSql(
        ExecuteSqlRequest request, StreamObserver<PartialResultSet> answer) {
      stream(answer);
    }

    private void stream(StreamObserver<PartialResultSet> answer) {
      requests.incrementAndGet();
      for (int i = 0; i < MESSAGES; i++) {
        answer.onNext(
            PartialResultSet.newBuilder()
                .addValues(Value.newBuilder().setStringValue("value " + i))
                .setResumeToken(i == withToken ? OF_THE_SERVER : ByteString.EMPTY)
                .build());
      }
      answer.onCompleted();
    }

    @Override
    public void executeSql(ExecuteSqlRequest request, StreamObserver<ResultSet> answer) {
      answer.onNext(ResultSet.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private final Answers answers = new Answers();
  private Server server;
  private ManagedChannel channel;
  private SpannerGrpc.SpannerBlockingStub client;

  @BeforeEach
  void start() throws Exception {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(answers)
            .build()
            .start();
    channel =
        Grpc.newChannelBuilder("localhost:" + server.getPort(), InsecureChannelCredentials.create())
            .intercept(new EmulatorStreams())
            .build();
    client = SpannerGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private List<PartialResultSet> read() {
    return ImmutableList.copyOf(client.streamingRead(ReadRequest.getDefaultInstance()));
  }

  @Test
  void theClientHoldsTheFirstMessagesOnly() {
    List<PartialResultSet> read = read();
    assertThat(read.stream().map(part -> part.getValues(0).getStringValue()))
        .containsExactlyElementsOf(
            IntStream.range(0, MESSAGES).mapToObj(i -> "value " + i).toList());
    assertThat(read.stream().map(part -> part.getResumeToken().isEmpty()))
        .containsExactlyElementsOf(
            IntStream.range(0, MESSAGES)
                .mapToObj(i -> i < EmulatorStreams.HELD_MESSAGES - 1)
                .toList());
  }

  @Test
  void aTokenOfTheServerStays() {
    answers.withToken = MESSAGES - 2;
    assertThat(read().get(MESSAGES - 2).getResumeToken()).isEqualTo(OF_THE_SERVER);
  }

  @Test
  void anAnswerThatBreaksOffLaterIsNotAskedForAgain() {
    ByteString token = read().get(MESSAGES - 1).getResumeToken();
    String reason =
        "INTERNAL: The answer of the emulator broke off, and an emulator cannot resume it";
    assertThatThrownBy(
            () ->
                client
                    .streamingRead(ReadRequest.newBuilder().setResumeToken(token).build())
                    .hasNext())
        .hasMessage(reason);
    assertThatThrownBy(
            () ->
                client
                    .executeStreamingSql(
                        ExecuteSqlRequest.newBuilder().setResumeToken(token).build())
                    .hasNext())
        .hasMessage(reason);
    assertThat(answers.requests).hasValue(1);
  }

  @Test
  void otherCallsPass() {
    assertThat(client.executeSql(ExecuteSqlRequest.getDefaultInstance()))
        .isEqualTo(ResultSet.getDefaultInstance());
    answers.withToken = 0;
    var resumed =
        client.streamingRead(ReadRequest.newBuilder().setResumeToken(OF_THE_SERVER).build());
    assertThat(ImmutableList.copyOf(resumed)).hasSize(MESSAGES);
  }
}
