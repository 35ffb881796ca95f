package dev.lintel.pipeline.job;

import com.google.cloud.ServiceOptions;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.TimestampBound;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.ConnectionFailedException;
import dev.lintel.connection.CredentialsSource;
import dev.lintel.connection.SelfManaged;
import dev.lintel.connection.SpannerConnection;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.options.SnapshotOptions;
import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import dev.lintel.pipeline.options.SpannerEndpointOptions;
import dev.lintel.pipeline.options.SpannerJobOptions;
import dev.lintel.transforms.ReadRows;
import dev.lintel.transforms.RequestOptions;
import java.time.Duration;

/** Access to the database that a job's options name. */
public final class DatabaseAccess {
  private static final int CHANNELS = 4;

  private DatabaseAccess() {}

  /**
   * How to connect. The config takes {@code SPANNER_EMULATOR_HOST} from the environment, because
   * the workers have another environment.
   *
   * @throws UsageException if the options do not name a database
   */
  public static ConnectionConfig connection(
      SpannerDatabaseOptions options, Environment environment) {
    return connection(options, DatabaseName.of(options), environment);
  }

  /**
   * How to connect to a database that the options name.
   *
   * @throws UsageException if it has no project
   */
  public static ConnectionConfig connection(
      SpannerEndpointOptions options, DatabaseName name, Environment environment) {
    String project = name.project();
    if (project == null) {
      project =
          options.getSpannerSelfManaged()
              ? SelfManaged.PROJECT_ID
              : ServiceOptions.getDefaultProjectId();
    }
    if (project == null) {
      throw new UsageException(
          name.projectOption() + " is required: the credentials here name no project");
    }
    if (options.getSpannerSelfManaged() && !project.equals(SelfManaged.PROJECT_ID)) {
      throw new UsageException(
          "%s is %s, but a self-managed Spanner has one project, %s; leave the option out"
              .formatted(name.projectOption(), project, SelfManaged.PROJECT_ID));
    }
    try {
      var config =
          new ConnectionConfig(
                  project,
                  name.instance(),
                  name.database(),
                  null,
                  null,
                  null,
                  CredentialsSource.APPLICATION_DEFAULT,
                  CHANNELS)
              .withConnectTimeout(Duration.ofSeconds(options.getConnectTimeoutSeconds()));
      return Endpoint.of(options, config, environment);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** How long to wait for the answer to a question about the database. */
  public static RequestTimeout requestTimeout(SpannerEndpointOptions options) {
    return new RequestTimeout(Duration.ofSeconds(options.getRequestTimeoutSeconds()));
  }

  /**
   * How a job connects to a database, also on its workers.
   *
   * @throws UsageException if it has no project
   */
  public static ConnectionConfig ofJob(
      SpannerJobOptions options, DatabaseName name, Environment environment) {
    ConnectionConfig config =
        connection(options, name, environment)
            .withTotalDeadline(Duration.ofSeconds(options.getTotalDeadlineSeconds()));
    return options.getBufferMegabytes() == null
        ? config
        : config.withBufferBytes((long) options.getBufferMegabytes() << 20);
  }

  /** The priority and the tag of the job's requests. */
  public static RequestOptions requestOptions(SpannerJobOptions options) {
    return new RequestOptions(
        options.getSpannerPriority() == null
            ? null
            : RpcPriority.valueOf(options.getSpannerPriority().name()),
        options.getRequestTag());
  }

  /** A read with the settings of the options, without tables or queries yet. */
  public static <O extends SpannerJobOptions & SnapshotOptions> ReadRows readRows(
      O options, ConnectionConfig config, TimestampBound bound) {
    ReadRows read =
        ReadRows.from(config).withTimestampBound(bound).withRequestOptions(requestOptions(options));
    return options.getDataBoostEnabled() ? read.withDataBoost() : read;
  }

  /** Something that a launcher reads of a database before the pipeline runs. */
  @FunctionalInterface
  public interface Inspection<T> {
    T of(SpannerConnection connection) throws InterruptedException;
  }

  /**
   * Reads something of the database, through a lease that is released before this returns.
   *
   * @param problems those that were found before
   * @throws UsageException with these and one more if the database does not exist
   */
  public static <T> T inspect(ConnectionConfig config, Problems problems, Inspection<T> inspection)
      throws InterruptedException {
    return inspect(config, "--databaseId", problems, inspection);
  }

  /** The same for a database that another option names. */
  public static <T> T inspect(
      ConnectionConfig config, String option, Problems problems, Inspection<T> inspection)
      throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config)) {
      return inspection.of(lease.connection());
    } catch (ConnectionFailedException e) {
      if (e.isDatabaseMissing()) {
        problems.add("%s: there is no %s".formatted(option, config.describe()));
        throw new UsageException(problems.lines());
      }
      throw e;
    }
  }
}
