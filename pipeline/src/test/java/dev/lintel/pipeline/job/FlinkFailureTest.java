package dev.lintel.pipeline.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlinkFailureTest {

  private static final String STACK_TRACE =
      """
      org.apache.flink.runtime.JobException: Recovery is suppressed by NoRestartBackoffTimeStrategy
      \tat org.apache.flink.runtime.Handler.handleFailure(Handler.java:176)
      Caused by: org.apache.beam.sdk.util.UserCodeException: dev.lintel.LostException: it has gone
      \tat org.apache.beam.sdk.util.UserCodeException.wrap(UserCodeException.java:39)
      Caused by: java.lang.RuntimeException: dev.lintel.LostException: it has gone
      Caused by: dev.lintel.LostException: it has gone
      \tat dev.lintel.Fn.process(Fn.java:3)
      Caused by: java.io.IOException: the wire was cut
      \t... 5 more
      """;

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(Map<String, String> answers) {
    answers.forEach(
        (path, body) ->
            server.createContext(
                path,
                exchange -> {
                  byte[] bytes = body.getBytes(UTF_8);
                  exchange.sendResponseHeaders(200, bytes.length);
                  exchange.getResponseBody().write(bytes);
                  exchange.close();
                }));
  }

  private String reason(String job) {
    return FlinkFailure.reason("localhost:" + server.getAddress().getPort(), job);
  }

  @Test
  void givenAStackTrace_theFirstExceptionThatSaysSomethingIsTheReason() {
    assertThat(FlinkFailure.message(STACK_TRACE)).hasValue("LostException: it has gone");
  }

  @Test
  void givenNoException_thereIsNoMessage() {
    assertThat(FlinkFailure.message("")).isEmpty();
    assertThat(FlinkFailure.message("\tat a.b.C(C.java:1)\n")).isEmpty();
  }

  @Test
  void theClusterIsAskedForTheJobOfThatName() {
    answer(
        Map.of(
            "/jobs/overview",
            "{\"jobs\": [{\"jid\": \"a1\", \"name\": \"other\"}, {\"jid\": \"b2\", \"name\": \"mine\"}]}",
            "/jobs/b2/exceptions",
            "{\"root-exception\": \"dev.lintel.LostException: it has gone\\n\\tat a.b.C(C.java:1)\"}"));

    assertThat(reason("mine")).isEqualTo("the Flink job mine failed: LostException: it has gone");
  }

  @Test
  void givenNoAnswer_saysWhereToLook() {
    assertThat(reason("mine"))
        .isEqualTo("the Flink job mine failed; the cluster's log and its web page say why");
    assertThat(FlinkFailure.reason("no address", "mine")).contains("the cluster's log");
  }
}
