package dev.lintel.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlinkRestTest {
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

  private FlinkRest cluster() {
    return new FlinkRest("localhost:" + server.getAddress().getPort());
  }

  private void answer(String path, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @Test
  void theClusterSaysHowOldItsAnswersMayBe() throws Exception {
    answer("/config", "{\"refresh-interval\": 7000, \"flink-version\": \"1.19.0\"}");
    assertThat(cluster().maxAge()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aClusterThatDoesNotSay_hasFlinksDefault() throws Exception {
    answer("/config", "{}");
    assertThat(cluster().maxAge()).isEqualTo(Duration.ofSeconds(3));
    stop();
    assertThat(cluster().maxAge()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void nobodyWaitsForHours() throws Exception {
    answer("/config", "{\"refresh-interval\": 7200000}");
    assertThat(cluster().maxAge()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void whatIsNoAddressIsSaid() {
    assertThatThrownBy(() -> new FlinkRest("no address").get("/config"))
        .isInstanceOf(IOException.class)
        .hasMessage("not an address: no address");
  }

  @Test
  void ofTheJobsOfOneName_theLastIsMeant() throws Exception {
    answer(
        "/jobs/overview",
        """
        {"jobs": [{"jid": "a1", "name": "nightly", "start-time": 1764380000000},
          {"jid": "b2", "name": "nightly", "start-time": 1764390000000},
          {"jid": "c3", "name": "nightly", "start-time": 1764370000000},
          {"jid": "d4", "name": "other", "start-time": 1764399000000}]}
        """);

    assertThat(cluster().idOf("nightly")).hasValue("b2");
    assertThat(cluster().idOf("gone")).isEmpty();
  }

  @Test
  void metricsOfAJobThatTheClusterKnows_canBeRead() throws Exception {
    answer(
        "/jobs/overview",
        """
        {"jobs": [{"jid": "a1", "name": "other"}, {"jid": "b2", "name": "nightly"}]}
        """);
    answer("/jobs/b2/accumulators", "{\"user-task-accumulators\": []}");
    answer("/jobs/a1/accumulators", "{\"errors\": [\"Internal server error.\"]}");

    assertThat(new MetricsService.OfFlink(cluster(), "nightly").counted())
        .isEqualTo(MetricsService.Counted.UNCLEAR);
    assertThatThrownBy(() -> new MetricsService.OfFlink(cluster(), "other").counted())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Internal server error.");
    assertThatThrownBy(() -> new MetricsService.OfFlink(cluster(), "gone").counted())
        .hasMessage("it does not know the job gone");
  }
}
