package dev.lintel.pipeline.files;

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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * A server that describes objects as Cloud Storage does, one by one, many in one request, and in
 * lists of two a page. It does not have their content.
 */
final class FakeCloudStorage implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PAGE = 2;
  private static final Pattern PART =
      Pattern.compile("(?i)content-id: (\\S+)[\\s\\S]*?GET (\\S+) ");

  private final HttpServer server;
  private final TreeMap<String, ObjectNode> objects = new TreeMap<>();
  private final List<String> listed = Collections.synchronizedList(new ArrayList<>());

  FakeCloudStorage() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Options with which Beam's file systems use this server. */
  PipelineOptions options() {
    return PipelineOptionsFactory.fromArgs(
            "--project=some-project",
            "--gcsEndpoint=http://localhost:" + server.getAddress().getPort(),
            "--credentialFactoryClass="
                + "org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory")
        .create();
  }

  /** Adds an object, which has the given ones of these: size, md5Hash, crc32c. */
  void put(String name, Map<String, String> description) {
    ObjectNode object = MAPPER.createObjectNode().put("name", name).put("bucket", "bucket");
    object.put("size", "0").put("generation", "1").put("updated", "2026-11-24T00:00:00Z");
    description.forEach(object::put);
    objects.put(name, object);
  }

  /** Adds an object that may not be looked at. */
  void refuse(String name) {
    ObjectNode error = MAPPER.createObjectNode();
    error.putObject("error").put("code", 403).put("message", "denied");
    objects.put(name, error);
  }

  /** The names of objects and folders that lists have returned. */
  List<String> listed() {
    return List.copyOf(listed);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/batch")) {
      batch(exchange);
    } else if (path.endsWith("/o")) {
      reply(exchange, 200, "application/json", list(query(exchange)).toString());
    } else {
      ObjectNode object = objects.get(path.substring(path.indexOf("/o/") + 3));
      reply(exchange, status(object), "application/json", text(object));
    }
  }

  private ObjectNode list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "");
    var found = new TreeSet<String>();
    for (String name : objects.keySet()) {
      if (name.startsWith(prefix)) {
        int end = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
        found.add(end < 0 ? name : name.substring(0, end + 1));
      }
    }
    List<String> rest =
        found.stream()
            .filter(name -> name.compareTo(query.getOrDefault("pageToken", "")) > 0)
            .toList();
    ObjectNode page = MAPPER.createObjectNode();
    var items = MAPPER.createArrayNode();
    var prefixes = MAPPER.createArrayNode();
    for (String name : rest.subList(0, Math.min(PAGE, rest.size()))) {
      listed.add(name);
      if (objects.containsKey(name)) {
        items.add(objects.get(name));
      } else {
        prefixes.add(name);
      }
    }
    page.set("items", items);
    page.set("prefixes", prefixes);
    if (rest.size() > PAGE) {
      page.put("nextPageToken", rest.get(PAGE - 1));
    }
    return page;
  }

  private void batch(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream in = exchange.getRequestBody();
    String body =
        new String((zipped ? new GZIPInputStream(in) : in).readAllBytes(), StandardCharsets.UTF_8);
    var answer = new StringBuilder();
    Matcher part = PART.matcher(body);
    while (part.find()) {
      String name = part.group(2).substring(part.group(2).indexOf("/o/") + 3);
      ObjectNode object = objects.get(URLDecoder.decode(name, StandardCharsets.UTF_8));
      String text = text(object);
      answer.append(
          "--part\r\nContent-Type: application/http\r\nContent-ID: response-%s\r\n\r\nHTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s\r\n"
              .formatted(part.group(1), status(object), text.length(), text));
    }
    reply(exchange, 200, "multipart/mixed; boundary=part", answer + "--part--\r\n");
  }

  private static int status(ObjectNode object) {
    return object == null ? 404 : object.has("name") ? 200 : 403;
  }

  private static String text(ObjectNode object) {
    return object == null
        ? "{\"error\":{\"code\":404,\"message\":\"No such object\"}}"
        : object.toString();
  }

  private static Map<String, String> query(HttpExchange exchange) {
    return Arrays.stream(exchange.getRequestURI().getRawQuery().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void reply(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
