package dev.lintel.connection;

import static com.google.common.base.Preconditions.checkState;

import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.cloud.NoCredentials;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.SessionPoolOptions;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.cloud.spanner.SpannerOptions;
import com.google.cloud.spanner.Statement;
import com.google.common.base.Throwables;
import io.grpc.ClientInterceptor;
import java.time.Duration;

/** Opens real clients. The only class of the project that does. Thread-safe. */
final class ClientOpener implements ConnectionOpener {

  private final Duration patience;

  ClientOpener() {
    this(UnknownSessions.PATIENCE);
  }

  /**
   * @param patience how long a session may be unknown to the server before the connection is lost
   */
  ClientOpener(Duration patience) {
    this.patience = patience;
  }

  @Override
  public SpannerConnection open(ConnectionConfig config, ConnectionUsage usage) {
    var passing = new PassingAnswers(new UnknownSessions(patience, System::nanoTime));
    var loss = new LossDetector();
    // The first one is the nearest to the server: the others see what it passes on.
    Spanner spanner = options(config, passing, loss, usage.calls()).getService();
    boolean proven = false;
    try {
      var connection =
          new SpannerConnection(config, spanner, loss.lost(), usage.waits(), usage.waitNanos());
      verify(connection);
      proven = true;
      return connection;
    } finally {
      if (!proven) {
        spanner.close();
      }
    }
  }

  /**
   * Returns the options of a client.
   *
   * @param interceptors see all calls of the client
   */
  @SuppressWarnings("deprecation") // setExperimentalHost, in later clients: this one has no other.
  static SpannerOptions options(ConnectionConfig config, ClientInterceptor... interceptors) {
    // One for all channels of the client.
    var turns = new CommitTurns();
    var builder = SpannerOptions.newBuilder();
    if (config.selfManaged() != null) {
      // First, because it sets the project and the options of sessions as well.
      builder.setExperimentalHost(config.host());
    }
    builder
        .setProjectId(config.projectId())
        .setNumChannels(config.channels())
        // Off by default here, but on in later clients that a user's build may bring, where it
        // costs five sixths of the throughput (google-cloud-java issue 12725).
        .disableGrpcGcpExtension()
        .setSessionPoolOption(sessions(config))
        // Set, to null: otherwise the client would read the environment variable, and a worker
        // with another environment would not connect where the config says. For the emulator
        // of the config, this option would replace the channel configurator below.
        .setEmulatorHost(null)
        .setChannelConfigurator(
            channel -> {
              channel.intercept(interceptors);
              if (config.isEmulator()) {
                channel.intercept(turns, new EmulatorStreams());
              }
              return config.isPlaintext() ? channel.usePlaintext() : channel;
            });
    if (config.emulatorHost() != null) {
      builder.setHost("http://" + config.emulatorHost());
    } else if (config.host() != null) {
      builder.setHost(config.host());
    }
    if (config.selfManaged() != null && config.selfManaged().hasClientCertificate()) {
      useClientCertificate(builder, config.selfManaged());
    }
    if (config.isWithoutMonitoring()) {
      // Otherwise the client looks for a monitoring service that does not exist and logs errors.
      builder.setBuiltInMetricsEnabled(false);
    }
    if (config.credentials() == CredentialsSource.NONE) {
      builder.setCredentials(NoCredentials.getInstance());
    }
    if (config.databaseRole() != null) {
      builder.setDatabaseRole(config.databaseRole());
    }
    var calls = builder.getSpannerStubSettingsBuilder();
    RetriedCalls.set(calls, config.totalDeadline());
    // The first request waits for the session regardless of its own deadline.
    Duration timeout = config.connectTimeout();
    var session = calls.createSessionSettings();
    session.setRetrySettings(
        session.getRetrySettings().toBuilder()
            .setInitialRpcTimeoutDuration(timeout)
            .setMaxRpcTimeoutDuration(timeout)
            .setTotalTimeoutDuration(timeout)
            .build());
    SpannerOptions options = builder.build();
    return config.isWithoutMonitoring() ? new WithoutMonitoring(options.toBuilder()) : options;
  }

  /** One multiplexed session serves all requests, so a pool would only cost start-up time. */
  @SuppressWarnings("deprecation") // In later clients, which have no pool.
  private static SessionPoolOptions sessions(ConnectionConfig config) {
    var sessions = SessionPoolOptions.newBuilder().setMinSessions(0);
    return (config.selfManaged() == null ? sessions : sessions.setExperimentalHost()).build();
  }

  private static void useClientCertificate(SpannerOptions.Builder builder, SelfManaged client) {
    try {
      builder.useClientCert(client.certificateFile(), client.keyFile());
    } catch (SpannerException e) {
      throw SpannerExceptionFactory.newSpannerException(
          ErrorCode.INVALID_ARGUMENT,
          ("The client certificate %s with the key %s cannot be used: %s. Both must be PEM files,"
                  + " the key in PKCS #8 without a password")
              .formatted(client.certificateFile(), client.keyFile(), reason(e)),
          e);
    }
  }

  /** The message of the first cause. */
  private static String reason(Throwable problem) {
    Throwable cause = Throwables.getRootCause(problem);
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Runs a query on no table, so that a wrong name or address or a missing right fails here. */
  private static void verify(SpannerConnection connection) {
    DatabaseClient client = connection.databaseClient();
    boolean answered =
        Deadline.within(
            connection.config().connectTimeout(),
            () -> {
              try (var rows = client.singleUse().executeQuery(Statement.of("SELECT 1"))) {
                return rows.next();
              }
            });
    checkState(answered, "SELECT 1 returned no row");
  }

  /**
   * Options of a client of a server that no monitoring service knows. The builder's setting turns
   * off only the client's own metrics; for those of gRPC the client would still set up an exporter,
   * with a channel to a monitoring service, which takes as long as to connect to Spanner. In later
   * clients the setting turns off both, and they do not call this method any more.
   */
  // unchecked: the client's own toBuilder overrides a generic method so.
  @SuppressWarnings({"unchecked", "deprecation"})
  private static final class WithoutMonitoring extends SpannerOptions {
    private static final long serialVersionUID = 1L;

    WithoutMonitoring(Builder builder) {
      super(builder);
    }

    @Override
    public void enablegRPCMetrics(InstantiatingGrpcChannelProvider.Builder channels) {}
  }
}
