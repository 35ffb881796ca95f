package dev.lintel.pipeline.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** The REST API of a Flink cluster. Thread-safe. */
final class FlinkRest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Flink's default of {@code web.refresh-interval}. */
  private static final long DEFAULT_REFRESH_MILLIS = 3_000;

  /** Nobody waits longer for figures. */
  private static final long MAX_REFRESH_MILLIS = 30_000;

  private final String master;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * @param master {@code host:port}
   */
  FlinkRest(String master) {
    this.master = master;
  }

  /**
   * Asks the cluster.
   *
   * @throws IOException if it does not answer in time, or not with JSON
   */
  JsonNode get(String path) throws IOException, InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + master + path)).timeout(TIMEOUT).build();
      return new ObjectMapper()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IllegalArgumentException e) {
      throw new IOException("not an address: " + master, e);
    }
  }

  /**
   * The id of the job of this name that began last. A session cluster also lists jobs that are
   * over, and each run with the same {@code --jobName} has that name.
   */
  Optional<String> idOf(String jobName) throws IOException, InterruptedException {
    return Streams.stream(get("/jobs/overview").path("jobs"))
        .filter(job -> job.path("name").asText().equals(jobName))
        .max(Comparator.comparingLong(job -> job.path("start-time").asLong()))
        .map(job -> job.path("jid").asText());
  }

  /**
   * Returns how old an answer may be. The cluster answers from a copy of what it knows about a job,
   * which it renews after this time; so counters that are asked for right after the end of a job
   * may be those of its beginning. 30 seconds at most.
   */
  Duration maxAge() throws InterruptedException {
    try {
      long millis = get("/config").path("refresh-interval").asLong(DEFAULT_REFRESH_MILLIS);
      return Duration.ofMillis(Math.max(0, Math.min(millis, MAX_REFRESH_MILLIS)));
    } catch (IOException e) {
      return Duration.ofMillis(DEFAULT_REFRESH_MILLIS);
    }
  }
}
