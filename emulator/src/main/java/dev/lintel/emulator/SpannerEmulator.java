package dev.lintel.emulator;

import com.google.cloud.spanner.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A Cloud Spanner emulator that is ready for requests: one that was running already, or one that
 * this class started.
 *
 * <p>It is found in this order: the environment variable {@code SPANNER_EMULATOR_HOST}; {@code
 * emulator_main} of the Google Cloud SDK that the {@code gcloud} on the PATH belongs to; Google's
 * image in Docker. If none is available, starting fails with an {@link EmulatorException} that
 * names the three ways. A running emulator cannot take options, so with any option set in the
 * {@link #builder} the variable is ignored.
 *
 * <p>An emulator that this class started ends with {@link #close}, with the JVM, and, where there
 * is a POSIX shell, also when the JVM is killed. An emulator that was running already is not
 * stopped. The data is in memory and is lost when the emulator ends.
 *
 * <p>Thread-safe.
 */
public final class SpannerEmulator implements AutoCloseable {

  /** The project of all instances. */
  public static final String PROJECT_ID = "test-project";

  /** The default instance of databases. */
  public static final String INSTANCE_ID = "test-instance";

  /** Only a machine that stands still for a while needs more than milliseconds. */
  private static final Duration LOG_READ_WITHIN = Duration.ofMinutes(2);

  private final String host;
  private final Optional<StartedEmulator> process;
  private final boolean logsRequests;
  private final EmulatorConnection connection;
  private final EmulatorAdmin admin;
  private final ConcurrentMap<String, Boolean> instances = new ConcurrentHashMap<>();

  private SpannerEmulator(
      String host,
      Optional<StartedEmulator> process,
      EmulatorConnection connection,
      boolean logsRequests) {
    this.host = host;
    this.process = process;
    this.logsRequests = logsRequests;
    this.connection = connection;
    this.admin = new EmulatorAdmin(connection.channel(), PROJECT_ID);
  }

  static SpannerEmulator attached(String host, EmulatorConnection connection) {
    return new SpannerEmulator(host, Optional.empty(), connection, false);
  }

  static SpannerEmulator started(
      StartedEmulator process, EmulatorConnection connection, boolean logsRequests) {
    return new SpannerEmulator(process.host(), Optional.of(process), connection, logsRequests);
  }

  /**
   * Finds or starts an emulator, without options.
   *
   * @throws EmulatorException if no emulator is available
   */
  public static SpannerEmulator start() {
    return builder().start();
  }

  /** Returns a builder for an emulator with options. */
  public static SpannerEmulatorBuilder builder() {
    return new SpannerEmulatorBuilder(System::getenv);
  }

  /** Returns the host and port of the plaintext gRPC endpoint, such as {@code localhost:9010}. */
  public String getHost() {
    return host;
  }

  /** Returns the project of all instances, {@value #PROJECT_ID}. */
  public String getProjectId() {
    return PROJECT_ID;
  }

  /** Returns the default instance, {@value #INSTANCE_ID}, which is created on demand. */
  public String getInstanceId() {
    return INSTANCE_ID;
  }

  /**
   * Returns the process id of an emulator that this class started; with Docker, that of {@code
   * docker run}.
   */
  public OptionalLong getPid() {
    return process.map(started -> OptionalLong.of(started.pid())).orElse(OptionalLong.empty());
  }

  /**
   * Creates an instance, unless it exists.
   *
   * @param instanceId 4 to 30 characters, because it is also the display name
   * @throws EmulatorException if the emulator rejects it
   */
  public void createInstance(String instanceId) {
    instances.computeIfAbsent(
        instanceId,
        id -> {
          admin.createInstance(id);
          return true;
        });
  }

  /** As {@link #createDatabase(Dialect, List)}, in GoogleSQL. */
  public EmulatorDatabase createDatabase(List<String> ddl) {
    return createDatabase(Dialect.GOOGLE_STANDARD_SQL, ddl);
  }

  /** Creates a database with a new id in {@value #INSTANCE_ID}. */
  public EmulatorDatabase createDatabase(Dialect dialect, List<String> ddl) {
    // Random, because other processes may use the same emulator.
    String id = "db_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    return createDatabase(id, dialect, ddl);
  }

  /** Creates a database in {@value #INSTANCE_ID}. */
  public EmulatorDatabase createDatabase(String databaseId, Dialect dialect, List<String> ddl) {
    return createDatabase(INSTANCE_ID, databaseId, dialect, ddl);
  }

  /**
   * Creates a database, and its instance if necessary.
   *
   * @param databaseId 2 to 30 characters: lower case letters, digits, underscores and hyphens,
   *     beginning with a letter
   * @param ddl statements without semicolons, one an element; if one of them fails, no database is
   *     left
   * @throws EmulatorException if the emulator rejects it
   */
  public EmulatorDatabase createDatabase(
      String instanceId, String databaseId, Dialect dialect, List<String> ddl) {
    createInstance(instanceId);
    admin.createDatabase(instanceId, databaseId, dialect, ddl);
    return new EmulatorDatabase(host, PROJECT_ID, instanceId, databaseId, dialect);
  }

  /** Drops a database, if it exists. */
  public void dropDatabase(EmulatorDatabase database) {
    admin.dropDatabase(database.instanceId(), database.databaseId());
  }

  /**
   * Returns the requests that the server has received since it started, as counted by the server.
   * Every call of any process that returned before this one began is included, and so are retries
   * by the client library. RPCs that the emulator does not implement are not counted, such as
   * BatchWrite in the emulator of Google Cloud SDK 528.
   *
   * @throws IllegalStateException if the emulator was not started with {@link
   *     SpannerEmulatorBuilder#logRequests}
   */
  public RequestCounts requests() {
    if (!logsRequests) {
      throw new IllegalStateException(
          "This emulator does not log its requests: start it with SpannerEmulator.builder()"
              + ".logRequests().start()");
    }
    String marker = UUID.randomUUID().toString();
    connection.mark(marker, LOG_READ_WITHIN);
    try {
      return process.orElseThrow().output().countsAfter(marker, LOG_READ_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmulatorException("Interrupted while the emulator's requests were counted", e);
    }
  }

  /** Returns the calls of one RPC, such as {@code Commit}, as in {@link #requests()}. */
  public long requests(String rpc) {
    return requests().of(rpc);
  }

  /**
   * Waits until an emulator that this class started is closed.
   *
   * @throws EmulatorException if it ends by itself
   */
  void awaitClose() throws InterruptedException {
    process.orElseThrow().awaitClose();
  }

  /** Stops an emulator that this class started. Closing twice is harmless. */
  @Override
  public void close() {
    admin.close();
    connection.close();
    process.ifPresent(StartedEmulator::close);
  }
}
