package dev.lintel.pipeline.dataflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * A server that answers like Google's Dataflow and Cloud Storage, as far as a launch needs it: it
 * stores objects and jobs, and reports the states of jobs that a test has set.
 */
public final class FakeGoogle implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, byte[]> objects = Collections.synchronizedMap(new TreeMap<>());
  private volatile String refusal = "";
  private volatile String endOfJobs = "JOB_STATE_RUNNING";
  private volatile Optional<Runnable> beforeLostAnswer = Optional.empty();
  private volatile int createStatus = 200;
  private volatile String createMessage = "";
  private final Queue<String> firstMetrics = new ConcurrentLinkedQueue<>();
  private volatile int metricsStatus = 200;
  private volatile String metrics = "{}";
  private final List<ObjectNode> jobs = Collections.synchronizedList(new ArrayList<>());

  public FakeGoogle() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "fake-google");
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** The options with which a launch uses this server. */
  public List<String> options() {
    return List.of(
        "--runner=DataflowRunner",
        "--project=some-project",
        "--region=europe-west1",
        "--tempLocation=gs://some-bucket/temp",
        "--apiRootUrl=" + url() + "/",
        "--dataflowEndpoint=" + url() + "/",
        "--gcsEndpoint=" + url(),
        "--credentialFactoryClass=org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory");
  }

  /** Methods and paths of the requests, in their order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The names of the objects in the bucket. */
  public List<String> objectNames() {
    return List.copyOf(objects.keySet());
  }

  public byte[] object(String name) {
    return objects.get(name);
  }

  /** The jobs that were created or added, in that order. */
  public List<JsonNode> jobs() {
    return List.copyOf(jobs);
  }

  /** Adds a job. */
  public void addJob(
      String id, String name, String state, String createTime, Map<String, String> labels) {
    ObjectNode job = MAPPER.createObjectNode().put("id", id).put("name", name);
    job.put("createTime", createTime);
    job.put("currentState", state);
    job.set("labels", MAPPER.valueToTree(labels));
    jobs.add(job);
  }

  /** Changes the state of a job. */
  public void setState(String id, String state) {
    jobs.stream()
        .filter(job -> job.get("id").asText().equals(id))
        .forEach(job -> job.put("currentState", state));
  }

  /** Answers all requests about jobs with this error. */
  public void refuse(String message) {
    refusal = message;
  }

  /** Gives jobs that are created from now on this state at once. */
  public void endJobsAs(String state) {
    endOfJobs = state;
  }

  /**
   * Creates jobs from now on, but breaks off each answer to that.
   *
   * @param meanwhile what the job does before
   */
  public void loseAnswers(Runnable meanwhile) {
    beforeLostAnswer = Optional.of(meanwhile);
  }

  /** Creates no jobs from now on, but answers with this error. */
  public void answerSubmissions(int status, String message) {
    createStatus = status;
    createMessage = message;
  }

  /** Answers the next request for metrics with this JSON, and only that. */
  public void answerMetricsOnce(String json) {
    firstMetrics.add(json);
  }

  /** Answers requests for metrics with this JSON. */
  public void answerMetrics(int status, String json) {
    metricsStatus = status;
    metrics = json;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    try {
      if (path.contains("/jobs")) {
        jobs(exchange, path);
      } else {
        storage(exchange, path);
      }
    } catch (IOException | RuntimeException e) {
      error(exchange, 400, e.toString());
    }
  }

  private void jobs(HttpExchange exchange, String path) throws IOException {
    if (!refusal.isEmpty()) {
      error(exchange, 403, refusal);
    } else if (path.endsWith("/metrics")) {
      String first = firstMetrics.poll();
      reply(
          exchange,
          first == null ? metricsStatus : 200,
          MAPPER.readTree(first == null ? metrics : first));
    } else if (path.endsWith("/messages")) {
      reply(exchange, 200, MAPPER.createObjectNode());
    } else if (exchange.getRequestMethod().equals("POST") && createStatus != 200) {
      error(exchange, createStatus, createMessage);
    } else if (exchange.getRequestMethod().equals("POST")) {
      ObjectNode job = (ObjectNode) MAPPER.readTree(body(exchange).readAllBytes());
      job.put("id", "2026-11-24_00_00_00-" + (jobs.size() + 1));
      job.put("currentState", endOfJobs);
      jobs.add(job);
      if (beforeLostAnswer.isPresent()) {
        beforeLostAnswer.get().run();
        breakOff(exchange, job);
      } else {
        reply(exchange, 200, job);
      }
    } else if (path.endsWith("/jobs")) {
      listJobs(exchange);
    } else {
      String id = path.substring(path.lastIndexOf('/') + 1);
      var found = jobs.stream().filter(job -> job.get("id").asText().equals(id)).findFirst();
      if (found.isPresent()) {
        reply(exchange, 200, found.get());
      } else {
        error(exchange, 404, "not found");
      }
    }
  }

  /** Returns one job a page, so that a list takes several requests. */
  private void listJobs(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange);
    int number = Integer.parseInt(query.getOrDefault("pageToken", "0"));
    List<ObjectNode> found =
        jobs.stream()
            .filter(job -> job.get("name").asText().equals(query.get("name")))
            .filter(job -> job.get("currentState").asText().equals("JOB_STATE_RUNNING"))
            .toList();
    ObjectNode page = MAPPER.createObjectNode();
    if (number < found.size()) {
      // A summary, without labels.
      page.putArray("jobs").add(found.get(number).deepCopy().without(List.of("labels")));
    }
    if (number + 1 < found.size()) {
      page.put("nextPageToken", String.valueOf(number + 1));
    }
    reply(exchange, 200, page);
  }

  private void storage(HttpExchange exchange, String path) throws IOException {
    if (path.startsWith("/upload/")) {
      upload(exchange);
    } else if (path.contains("/o/")) {
      String name = path.substring(path.indexOf("/o/") + 3);
      byte[] content = objects.get(name);
      if (content == null) {
        error(exchange, 404, "No such object: " + name);
      } else {
        reply(exchange, 200, objectOf(name, content));
      }
    } else if (path.endsWith("/o")) {
      reply(exchange, 200, MAPPER.createObjectNode());
    } else {
      reply(
          exchange,
          200,
          MAPPER
              .createObjectNode()
              .put("name", "some-bucket")
              .put("projectNumber", "1")
              .put("location", "EUROPE-WEST1"));
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
  }

  /** Stores an object, sent in one request with its metadata or in an upload session. */
  private void upload(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange);
    byte[] body = body(exchange).readAllBytes();
    if ("resumable".equals(query.get("uploadType")) && !query.containsKey("upload_id")) {
      String name =
          query.containsKey("name")
              ? query.get("name")
              : MAPPER.readTree(body).get("name").asText();
      exchange
          .getResponseHeaders()
          .add("Location", url() + "/upload/session?uploadType=resumable&upload_id=1&name=" + name);
      reply(exchange, 200, MAPPER.createObjectNode());
      return;
    }
    objects.merge(query.get("name"), body, FakeGoogle::and);
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    if (range != null && range.endsWith("/*")) {
      exchange
          .getResponseHeaders()
          .add("Range", "bytes=0-" + (objects.get(query.get("name")).length - 1));
      exchange.sendResponseHeaders(308, -1);
      exchange.close();
      return;
    }
    reply(exchange, 200, objectOf(query.get("name"), objects.get(query.get("name"))));
  }

  private static byte[] and(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static ObjectNode objectOf(String name, byte[] content) {
    return MAPPER
        .createObjectNode()
        .put("name", name)
        .put("bucket", "some-bucket")
        .put("size", String.valueOf(content.length))
        .put("generation", "1")
        .put("metageneration", "1")
        .put("timeCreated", "2026-11-24T00:00:00Z")
        .put("updated", "2026-11-24T00:00:00Z");
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null
        ? Map.of()
        : Arrays.stream(query.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0],
                    pair ->
                        pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : ""));
  }

  private static void error(HttpExchange exchange, int status, String message) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.putObject("error").put("code", status).put("message", message);
    reply(exchange, status, json);
  }

  private static void reply(HttpExchange exchange, int status, JsonNode json) throws IOException {
    byte[] body = MAPPER.writeValueAsBytes(json);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** The client does not repeat a request whose answer has begun. */
  private static void breakOff(HttpExchange exchange, JsonNode json) throws IOException {
    byte[] body = MAPPER.writeValueAsBytes(json);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body, 0, body.length / 2);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
