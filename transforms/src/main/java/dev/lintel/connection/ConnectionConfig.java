package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoBuilder;
import com.google.cloud.spanner.DatabaseId;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How to connect to one Spanner database. Equal configs in one process share one connection, so a
 * config has only what the transport depends on: priority, tags, staleness and the like belong to a
 * request. The timeouts say how long something may take, not what is opened, so {@link #equals}
 * ignores them.
 *
 * <p>Immutable and serializable; it travels with the pipeline graph.
 *
 * @param projectId the Google Cloud project
 * @param instanceId the Spanner instance
 * @param databaseId the Spanner database
 * @param host the endpoint, such as {@code https://spanner.googleapis.com}; {@code http://} is
 *     plaintext; null for Google's default
 * @param emulatorHost {@code host:port} of an emulator, which replaces {@code host} and {@code
 *     credentials}; null for no emulator
 * @param databaseRole the role of fine-grained access control to assume; null for no role
 * @param credentials where the credentials come from
 * @param channels how many gRPC channels the connection spreads its requests over, 1 to 256
 * @param connectTimeout how long Spanner may take to answer when the connection is opened, 1 ms to
 *     1 h; where several ask for one connection at the same time, the first one's counts
 * @param bufferBytes how many bytes of rows and elements one process buffers for the database,
 *     about, over all threads and steps; 0 for a sixteenth of the heap. In memory they take several
 *     times as much. Where several ask for one connection, the first one's counts
 * @param totalDeadline how long a read waits for its next row, and a request for its answer, with
 *     all retries, 1 s to 24 h; also the default of the transforms for their commits and lookups.
 *     Where several ask for one connection, the first one's counts for reads
 * @param selfManaged that {@code host} is a self-managed Spanner; null for Google's service
 */
public record ConnectionConfig(
    String projectId,
    String instanceId,
    String databaseId,
    @Nullable String host,
    @Nullable String emulatorHost,
    @Nullable String databaseRole,
    CredentialsSource credentials,
    int channels,
    Duration connectTimeout,
    long bufferBytes,
    Duration totalDeadline,
    @Nullable SelfManaged selfManaged)
    implements Serializable {

  /**
   * The environment variable with the address of an emulator, which Google's own tools read too.
   */
  public static final String EMULATOR_HOST_VARIABLE = "SPANNER_EMULATOR_HOST";

  /** Long enough for a cold start over a slow network, short enough to notice a wrong address. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /**
   * What SpannerIO gives a batch by default, and less than the time after which Dataflow gives up
   * on a work item.
   */
  public static final Duration DEFAULT_TOTAL_DEADLINE = Duration.ofMinutes(15);

  private static final Duration MIN_TOTAL_DEADLINE = Duration.ofSeconds(1);

  private static final Duration MAX_TOTAL_DEADLINE = Duration.ofHours(24);

  /** The client counts in milliseconds, and takes 0 for no limit. */
  private static final Duration MIN_CONNECT_TIMEOUT = Duration.ofMillis(1);

  private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofHours(1);

  /** As many as the client opens by default. */
  private static final int DEFAULT_CHANNELS = 4;

  /** The limit of the client. */
  private static final int MAX_CHANNELS = 256;

  /**
   * The requests in flight for each channel. Google's front ends allow at most 100 streams at a
   * time on an HTTP/2 connection; half of that leaves room for the streams of long reads and for
   * the client's own session requests.
   */
  private static final int IN_FLIGHT_PER_CHANNEL = 50;

  /** Rows take about four times their estimate in memory, so buffers take a quarter of the heap. */
  private static final int HEAP_PARTS = 16;

  /** Less would make commits of few rows. */
  private static final long MIN_BUFFER_BYTES = 8L << 20;

  public ConnectionConfig {
    requireName("projectId", projectId);
    requireName("instanceId", instanceId);
    requireName("databaseId", databaseId);
    checkArgument(
        host == null || host.startsWith("https://") || host.startsWith("http://"),
        "The Spanner host must start with https:// or http://, but is %s",
        host);
    checkArgument(
        emulatorHost == null || emulatorHost.matches("[^/:]+:\\d+|\\[[0-9a-fA-F:]+]:\\d+"),
        "The emulator host must be HOST:PORT, such as localhost:9010, but is %s",
        emulatorHost);
    checkArgument(
        channels >= 1 && channels <= MAX_CHANNELS,
        "channels must be between 1 and %s, but is %s",
        MAX_CHANNELS,
        channels);
    checkArgument(
        connectTimeout.compareTo(MIN_CONNECT_TIMEOUT) >= 0
            && connectTimeout.compareTo(MAX_CONNECT_TIMEOUT) <= 0,
        "The connect timeout must be between %s and %s, but is %s",
        MIN_CONNECT_TIMEOUT,
        MAX_CONNECT_TIMEOUT,
        connectTimeout);
    checkArgument(bufferBytes >= 0, "bufferBytes must not be negative, but is %s", bufferBytes);
    checkArgument(
        totalDeadline.compareTo(MIN_TOTAL_DEADLINE) >= 0
            && totalDeadline.compareTo(MAX_TOTAL_DEADLINE) <= 0,
        "The total deadline must be between %s and %s, but is %s",
        MIN_TOTAL_DEADLINE,
        MAX_TOTAL_DEADLINE,
        totalDeadline);
    checkArgument(
        selfManaged == null || host != null,
        "A self-managed Spanner needs the address of its host");
    checkArgument(
        selfManaged == null || !selfManaged.hasClientCertificate() || host.startsWith("https://"),
        "A client certificate needs a host that starts with https://, but it is %s",
        host);
  }

  /** A config with the default timeouts and the default for buffers. */
  public ConnectionConfig(
      String projectId,
      String instanceId,
      String databaseId,
      @Nullable String host,
      @Nullable String emulatorHost,
      @Nullable String databaseRole,
      CredentialsSource credentials,
      int channels) {
    this(
        projectId,
        instanceId,
        databaseId,
        host,
        emulatorHost,
        databaseRole,
        credentials,
        channels,
        DEFAULT_CONNECT_TIMEOUT,
        0,
        DEFAULT_TOTAL_DEADLINE,
        null);
  }

  private static void requireName(String what, @Nullable String value) {
    checkArgument(value != null && !value.isBlank(), "%s must not be empty", what);
    checkArgument(!value.contains("/"), "%s must be an id without slashes, but is %s", what, value);
  }

  /**
   * Returns a config with the defaults. If {@value #EMULATOR_HOST_VARIABLE} is set in this process,
   * the config contains that emulator, which the workers that it travels to will then use too.
   */
  public static ConnectionConfig of(String projectId, String instanceId, String databaseId) {
    var config =
        new ConnectionConfig(
            projectId,
            instanceId,
            databaseId,
            null,
            null,
            null,
            CredentialsSource.APPLICATION_DEFAULT,
            DEFAULT_CHANNELS);
    String emulator = System.getenv(EMULATOR_HOST_VARIABLE);
    return emulator == null || emulator.isBlank() ? config : config.withEmulatorHost(emulator);
  }

  /**
   * Returns this config with another endpoint and without an emulator. An {@code http://} endpoint
   * is plaintext and gets no credentials.
   */
  public ConnectionConfig withHost(String host) {
    Builder config = toBuilder().setHost(host).setEmulatorHost(null).setSelfManaged(null);
    return host.toLowerCase(Locale.ROOT).startsWith("http://")
        ? config.setCredentials(CredentialsSource.NONE).build()
        : config.build();
  }

  /**
   * Returns this config with the endpoint of a self-managed Spanner, which gets no credentials but
   * the client certificate. Its project is {@link SelfManaged#PROJECT_ID}.
   *
   * @throws IllegalArgumentException if the project is another one, or if there is a client
   *     certificate and the endpoint is not {@code https://}
   */
  public ConnectionConfig withSelfManagedHost(String host, SelfManaged selfManaged) {
    checkArgument(
        projectId.equals(SelfManaged.PROJECT_ID),
        "The project of a self-managed Spanner is %s, but is given as %s",
        SelfManaged.PROJECT_ID,
        projectId);
    return toBuilder()
        .setHost(host)
        .setEmulatorHost(null)
        .setCredentials(CredentialsSource.NONE)
        .setSelfManaged(selfManaged)
        .build();
  }

  /** Returns this config with an emulator at {@code host:port} in place of the endpoint. */
  public ConnectionConfig withEmulatorHost(String emulatorHost) {
    return toBuilder()
        .setHost(null)
        .setSelfManaged(null)
        .setEmulatorHost(emulatorHost)
        .setCredentials(CredentialsSource.NONE)
        .build();
  }

  /** Returns this config with another database of the same instance. */
  public ConnectionConfig withDatabase(String databaseId) {
    return toBuilder().setDatabaseId(databaseId).build();
  }

  /** Returns this config with a database role, whose rights then apply. */
  public ConnectionConfig withDatabaseRole(String databaseRole) {
    requireName("databaseRole", databaseRole);
    return toBuilder().setDatabaseRole(databaseRole).build();
  }

  /** Returns this config with another source of credentials. */
  public ConnectionConfig withCredentials(CredentialsSource credentials) {
    return toBuilder().setCredentials(credentials).build();
  }

  /**
   * Returns this config with that many gRPC channels; more channels also allow more requests in
   * flight.
   */
  public ConnectionConfig withChannels(int channels) {
    return toBuilder().setChannels(channels).build();
  }

  /** Returns this config with another limit on how long opening may take, 1 ms to 1 h. */
  public ConnectionConfig withConnectTimeout(Duration connectTimeout) {
    return toBuilder().setConnectTimeout(connectTimeout).build();
  }

  /** Returns this config with that many bytes for buffers in each process; 0 for the default. */
  public ConnectionConfig withBufferBytes(long bufferBytes) {
    return toBuilder().setBufferBytes(bufferBytes).build();
  }

  /** Returns this config with another deadline of requests with all retries, 1 s to 24 h. */
  public ConnectionConfig withTotalDeadline(Duration totalDeadline) {
    return toBuilder().setTotalDeadline(totalDeadline).build();
  }

  private Builder toBuilder() {
    return new AutoBuilder_ConnectionConfig_Builder(this);
  }

  /** Returns true if the config names an emulator. */
  public boolean isEmulator() {
    return emulatorHost != null;
  }

  /** Returns how many requests one process may have in flight; further callers wait. */
  public int maxRequestsInFlight() {
    return channels * IN_FLIGHT_PER_CHANNEL;
  }

  /**
   * Returns how many commits one process may have in flight: two on an emulator, which runs one
   * read-write transaction at a time and aborts the others, so that the second is sent when the
   * first is done.
   */
  public int maxCommitsInFlight() {
    return isEmulator() ? 2 : maxRequestsInFlight();
  }

  /** Returns how long it may take to read what describes the database. */
  Duration descriptionDeadline() {
    return totalDeadline.compareTo(Deadline.OF_DESCRIPTION) < 0
        ? totalDeadline
        : Deadline.OF_DESCRIPTION;
  }

  /** Returns the bytes for buffers in this process. */
  long bufferBytesHere() {
    return bufferBytes > 0
        ? bufferBytes
        : Math.max(MIN_BUFFER_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PARTS);
  }

  boolean isPlaintext() {
    return isEmulator() || (host != null && host.startsWith("http://"));
  }

  /** Returns false if the server has a monitoring service to which the client could report. */
  boolean isWithoutMonitoring() {
    return isPlaintext() || selfManaged != null;
  }

  DatabaseId databaseName() {
    return DatabaseId.of(projectId, instanceId, databaseId);
  }

  /** Returns the resource name of the database, {@code projects/P/instances/I/databases/D}. */
  public String resourceName() {
    return databaseName().getName();
  }

  /** Compares all but the timeouts and the bytes for buffers. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectionConfig config && key().equals(config.key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  private List<@Nullable Object> key() {
    return Arrays.asList(
        projectId,
        instanceId,
        databaseId,
        host,
        emulatorHost,
        databaseRole,
        credentials,
        channels,
        selfManaged);
  }

  /** Returns the name and the location of the database, for messages. */
  public String describe() {
    String name = resourceName();
    if (emulatorHost != null) {
      return name + " on the emulator at " + emulatorHost;
    }
    return host == null ? name : name + " at " + host;
  }

  @AutoBuilder
  abstract static class Builder {
    abstract Builder setProjectId(String projectId);

    abstract Builder setInstanceId(String instanceId);

    abstract Builder setDatabaseId(String databaseId);

    abstract Builder setHost(@Nullable String host);

    abstract Builder setEmulatorHost(@Nullable String emulatorHost);

    abstract Builder setDatabaseRole(@Nullable String databaseRole);

    abstract Builder setCredentials(CredentialsSource credentials);

    abstract Builder setChannels(int channels);

    abstract Builder setConnectTimeout(Duration connectTimeout);

    abstract Builder setBufferBytes(long bufferBytes);

    abstract Builder setTotalDeadline(Duration totalDeadline);

    abstract Builder setSelfManaged(@Nullable SelfManaged selfManaged);

    abstract ConnectionConfig build();
  }
}
