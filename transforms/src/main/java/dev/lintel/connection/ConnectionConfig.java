package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.cloud.spanner.DatabaseId;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What it takes to connect to one Spanner database. Two equal configs in one process share one
 * connection, so it holds what the transport depends on and nothing else: priority, tags, staleness
 * and the like belong to a call. The connect timeout says how long opening may take, not what is
 * opened, so {@link #equals} ignores it.
 *
 * <p>An immutable value; it travels with the pipeline graph.
 *
 * @param projectId the Google Cloud project
 * @param instanceId the Spanner instance
 * @param databaseId the Spanner database
 * @param host the endpoint, such as {@code https://spanner.googleapis.com}; {@code http://} is
 *     plaintext; null for Google's default
 * @param emulatorHost {@code host:port} of an emulator, which then takes the place of {@code host}
 *     and {@code credentials}; null for none
 * @param databaseRole the role of fine-grained access control to assume; null for none
 * @param credentials where the credentials come from
 * @param channels how many gRPC channels the connection spreads its requests over, 1 to 256
 * @param connectTimeout how long Spanner may take to answer when the connection is opened, 1 ms to
 *     1 h; where several ask for one connection at the same time, the first one's counts
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
    Duration connectTimeout)
    implements Serializable {

  /** The variable that Google's own tools read, too. */
  public static final String EMULATOR_HOST_VARIABLE = "SPANNER_EMULATOR_HOST";

  /** Long enough for a cold start over a slow network, short enough to notice a wrong address. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** The client counts in milliseconds, and takes 0 for no limit. */
  private static final Duration MIN_CONNECT_TIMEOUT = Duration.ofMillis(1);

  private static final Duration MAX_CONNECT_TIMEOUT = Duration.ofHours(1);

  /** As many as the client opens by default. */
  private static final int DEFAULT_CHANNELS = 4;

  /** The client's own limit. */
  private static final int MAX_CHANNELS = 256;

  /**
   * Requests in flight for each channel. A channel carries at most 100 streams at a time, which is
   * what Google's front ends allow for an HTTP/2 connection; half of that leaves room for the
   * streams of long reads and for the client's own session requests.
   */
  private static final int IN_FLIGHT_PER_CHANNEL = 50;

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
  }

  /** A config with {@link #DEFAULT_CONNECT_TIMEOUT}. */
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
        DEFAULT_CONNECT_TIMEOUT);
  }

  private static void requireName(String what, @Nullable String value) {
    checkArgument(value != null && !value.isBlank(), "%s must not be empty", what);
    checkArgument(!value.contains("/"), "%s must be an id without slashes, but is %s", what, value);
  }

  /**
   * A config with the defaults. If {@value #EMULATOR_HOST_VARIABLE} is set where this is called,
   * the config names that emulator, and so do the workers that the config travels to.
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
   * The config for another endpoint, and for no emulator. An {@code http://} endpoint is plaintext
   * and gets no credentials.
   */
  public ConnectionConfig withHost(String host) {
    var source =
        host.toLowerCase(Locale.ROOT).startsWith("http://") ? CredentialsSource.NONE : credentials;
    return new ConnectionConfig(
        projectId,
        instanceId,
        databaseId,
        host,
        null,
        databaseRole,
        source,
        channels,
        connectTimeout);
  }

  /** The config for an emulator at {@code host:port}. */
  public ConnectionConfig withEmulatorHost(String emulatorHost) {
    return new ConnectionConfig(
        projectId,
        instanceId,
        databaseId,
        null,
        emulatorHost,
        databaseRole,
        CredentialsSource.NONE,
        channels,
        connectTimeout);
  }

  /** The config for another database of the same instance. */
  public ConnectionConfig withDatabase(String databaseId) {
    return new ConnectionConfig(
        projectId,
        instanceId,
        databaseId,
        host,
        emulatorHost,
        databaseRole,
        credentials,
        channels,
        connectTimeout);
  }

  public ConnectionConfig withDatabaseRole(String databaseRole) {
    requireName("databaseRole", databaseRole);
    return new ConnectionConfig(
        projectId,
        instanceId,
        databaseId,
        host,
        emulatorHost,
        databaseRole,
        credentials,
        channels,
        connectTimeout);
  }

  public ConnectionConfig withCredentials(CredentialsSource credentials) {
    return new ConnectionConfig(
        projectId,
        instanceId,
        databaseId,
        host,
        emulatorHost,
        databaseRole,
        credentials,
        channels,
        connectTimeout);
  }

  /** The config with that many gRPC channels; more channels also allow more requests in flight. */
  public ConnectionConfig withChannels(int channels) {
    return new ConnectionConfig(
        projectId,
        instanceId,
        databaseId,
        host,
        emulatorHost,
        databaseRole,
        credentials,
        channels,
        connectTimeout);
  }

  /** The config with another limit on how long opening the connection may take, 1 ms to 1 h. */
  public ConnectionConfig withConnectTimeout(Duration connectTimeout) {
    return new ConnectionConfig(
        projectId,
        instanceId,
        databaseId,
        host,
        emulatorHost,
        databaseRole,
        credentials,
        channels,
        connectTimeout);
  }

  public boolean isEmulator() {
    return emulatorHost != null;
  }

  /** The most requests that one process has under way at a time; further callers wait. */
  public int maxRequestsInFlight() {
    return channels * IN_FLIGHT_PER_CHANNEL;
  }

  /**
   * The most commits that one process has under way at a time. An emulator runs one read-write
   * transaction at a time and aborts the others, so there it is one.
   */
  public int maxCommitsInFlight() {
    return isEmulator() ? 1 : maxRequestsInFlight();
  }

  boolean isPlaintext() {
    return isEmulator() || (host != null && host.startsWith("http://"));
  }

  DatabaseId databaseName() {
    return DatabaseId.of(projectId, instanceId, databaseId);
  }

  /** The database's name as Google Cloud has it, {@code projects/P/instances/I/databases/D}. */
  public String resourceName() {
    return databaseName().getName();
  }

  /** Compares all but the connect timeout. */
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
        projectId, instanceId, databaseId, host, emulatorHost, databaseRole, credentials, channels);
  }

  /** Names the database and where it is, as messages do. */
  public String describe() {
    String name = resourceName();
    if (emulatorHost != null) {
      return name + " on the emulator at " + emulatorHost;
    }
    return host == null ? name : name + " at " + host;
  }
}
