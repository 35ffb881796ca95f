package dev.lintel.templates;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container registry in this process, with a self-signed certificate. It implements the part of
 * the registry HTTP API that pushing and pulling need. All its repositories share their blobs. It
 * refuses the requests that the caller selects.
 */
final class FakeRegistry implements AutoCloseable {

  private static final Pattern PATH =
      Pattern.compile("/v2/(?<name>.+)/(?<kind>blobs|manifests|blobs/uploads)/(?<reference>[^/]*)");

  private final Path blobs;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
  private final AtomicInteger uploads = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> uploaded = new ConcurrentLinkedQueue<>();

  /** Maps method and path to the status of a refusal, or to 0 to handle the request. */
  private final BiFunction<String, String, Integer> refusal;

  /**
   * A stored manifest.
   *
   * @param content unchanged, because its digest is computed from it
   */
  record Manifest(String type, String content) {
    String digest() {
      return "sha256:" + Hashing.sha256().hashString(content, StandardCharsets.UTF_8);
    }
  }

  FakeRegistry(Path blobs, BiFunction<String, String, Integer> refusal)
      throws IOException, GeneralSecurityException {
    this.blobs = Files.createDirectories(blobs);
    this.refusal = refusal;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.context(certificate())));
    server.setExecutor(threads);
    server.createContext("/v2/", this::answer);
    server.start();
  }

  /** A registry that refuses nothing. */
  static FakeRegistry open(Path blobs) throws IOException, GeneralSecurityException {
    return new FakeRegistry(blobs, (method, path) -> 0);
  }

  /** The key store that contains the certificate of this registry. */
  Path certificate() {
    return blobs.resolve("certificate.p12");
  }

  /**
   * Pushes an image with one file, an environment variable and an entry point.
   *
   * @return the name of the image
   */
  String pushABase(String repository, Path file) throws Exception {
    String name = host() + "/bases/" + repository + ":1";
    Jib.fromScratch()
        .addLayer(List.of(file), "/opt")
        .addEnvironmentVariable("HOME_OF_THE_LAUNCHER", "/opt")
        .setEntrypoint("/opt/" + file.getFileName())
        .containerize(Containerizer.to(RegistryImage.named(name)).setAllowInsecureRegistries(true));
    return name;
  }

  /** Host and port. */
  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  /** The manifest of an image, by name and tag or digest. */
  Optional<Manifest> manifest(String name, String reference) {
    return Optional.ofNullable(manifests.get(name + "@" + reference));
  }

  /** The file of a blob. */
  Path blob(String digest) {
    return blobs.resolve(digest.replace(':', '-'));
  }

  /** The digests of all uploaded blobs, in the order of upload. */
  List<String> uploaded() {
    return List.copyOf(uploaded);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getPath();
      int refused = refusal.apply(method, path);
      if (refused != 0) {
        exchange.getRequestBody().readAllBytes();
        reply(exchange, refused, "{\"errors\":[{\"code\":\"%s\"}]}".formatted(codeOf(refused)));
        return;
      }
      Matcher matcher = PATH.matcher(path);
      if (!matcher.matches()) {
        reply(exchange, 200, "{}");
        return;
      }
      String reference = matcher.group("reference");
      switch (method + " " + matcher.group("kind")) {
        case "HEAD blobs", "GET blobs" -> sendBlob(exchange, reference);
        case "POST blobs/uploads" -> {
          exchange.getResponseHeaders().set("Location", path + uploads.incrementAndGet());
          reply(exchange, 202, "");
        }
        case "PATCH blobs/uploads" -> receive(exchange, reference);
        case "PUT blobs/uploads" -> finishUpload(exchange, reference);
        case "HEAD manifests", "GET manifests" ->
            sendManifest(exchange, matcher.group("name"), reference);
        case "PUT manifests" -> receiveManifest(exchange, matcher.group("name"), reference);
        default -> reply(exchange, 405, "");
      }
    }
  }

  private void sendBlob(HttpExchange exchange, String digest) throws IOException {
    Path file = blob(digest);
    if (!Files.exists(file)) {
      reply(exchange, 404, "{\"errors\":[{\"code\":\"BLOB_UNKNOWN\"}]}");
      return;
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(Files.size(file)));
    }
    exchange.sendResponseHeaders(200, head ? -1 : Files.size(file));
    if (!head) {
      Files.copy(file, exchange.getResponseBody());
    }
  }

  private void receive(HttpExchange exchange, String upload) throws IOException {
    try (InputStream body = exchange.getRequestBody();
        OutputStream file =
            Files.newOutputStream(
                blobs.resolve(upload), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      body.transferTo(file);
    }
    exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getPath());
    reply(exchange, 202, "");
  }

  private void finishUpload(HttpExchange exchange, String upload) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String digest = Splitter.on('=').splitToList(exchange.getRequestURI().getQuery()).get(1);
    Path file = blobs.resolve(upload);
    var actual = com.google.common.io.Files.asByteSource(file.toFile()).hash(Hashing.sha256());
    if (!digest.equals("sha256:" + actual)) {
      reply(exchange, 400, "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}");
      return;
    }
    Files.move(file, blob(digest));
    uploaded.add(digest);
    reply(exchange, 201, "");
  }

  private void sendManifest(HttpExchange exchange, String name, String reference)
      throws IOException {
    Optional<Manifest> manifest = manifest(name, reference);
    if (manifest.isEmpty()) {
      reply(exchange, 404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", manifest.get().type());
    exchange.getResponseHeaders().set("Docker-Content-Digest", manifest.get().digest());
    reply(exchange, 200, manifest.get().content());
  }

  private void receiveManifest(HttpExchange exchange, String name, String reference)
      throws IOException {
    Manifest manifest =
        new Manifest(
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    manifests.put(name + "@" + reference, manifest);
    manifests.put(name + "@" + manifest.digest(), manifest);
    exchange.getResponseHeaders().set("Docker-Content-Digest", manifest.digest());
    reply(exchange, 201, "");
  }

  private static String codeOf(int status) {
    return switch (status) {
      case 401 -> "UNAUTHORIZED";
      case 403 -> "DENIED";
      case 404 -> "NAME_UNKNOWN";
      default -> "UNKNOWN";
    };
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
    if (!none) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
