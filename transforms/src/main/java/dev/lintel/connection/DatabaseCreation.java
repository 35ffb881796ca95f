package dev.lintel.connection;

import com.google.api.gax.longrunning.OperationFuture;
import com.google.cloud.spanner.DatabaseAdminClient;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.InstanceConfigId;
import com.google.cloud.spanner.InstanceId;
import com.google.cloud.spanner.InstanceInfo;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerException;
import com.google.cloud.spanner.SpannerExceptionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates a database that does not exist yet. It uses a client of its own and closes it at once,
 * because there is no connection to share before the database exists.
 */
public final class DatabaseCreation {

  /** The id of the only instance configuration of an emulator. */
  static final String EMULATOR_CONFIG = "emulator-config";

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseCreation.class);

  /** A database without rows is created within a minute, one of a few thousand tables in more. */
  public static final Duration TIMEOUT = Duration.ofMinutes(30);

  private final Spanner spanner;
  private final ConnectionConfig config;
  private final ExecutorService executor;

  /** Of all steps. */
  private final TimeLimit limit;

  private DatabaseCreation(
      Spanner spanner, ConnectionConfig config, ExecutorService executor, TimeLimit limit) {
    this.spanner = spanner;
    this.config = config;
    this.executor = executor;
    this.limit = limit;
  }

  /**
   * Creates the database with these statements. On an emulator it also creates the instance if
   * necessary, because that costs nothing. Blocks until the database exists.
   *
   * @param limit how long it may take; {@link #TIMEOUT} is a good one
   * @throws SpannerException if Spanner rejects the request, or has not created the database within
   *     that time. With GoogleSQL the database then does not exist. With PostgreSQL, where the
   *     statements run after the creation, it may exist with the objects of some statements
   */
  public static void create(
      ConnectionConfig config, Dialect dialect, List<String> ddl, Duration limit)
      throws InterruptedException {
    try (Spanner spanner = ClientOpener.options(config).getService()) {
      ExecutorService executor = Executors.newCachedThreadPool(DatabaseCreation::newThread);
      try {
        new DatabaseCreation(spanner, config, executor, new TimeLimit(limit)).create(dialect, ddl);
      } finally {
        executor.shutdownNow();
      }
    }
    LOG.info("Created {}", config.describe());
  }

  private static Thread newThread(Runnable task) {
    var thread = new Thread(task, "lintel-create");
    thread.setDaemon(true);
    return thread;
  }

  private void create(Dialect dialect, List<String> ddl) throws InterruptedException {
    if (config.isEmulator()) {
      createInstance();
    }
    DatabaseAdminClient admin = spanner.getDatabaseAdminClient();
    switch (dialect) {
      case GOOGLE_STANDARD_SQL ->
          await(() -> admin.createDatabase(config.instanceId(), config.databaseId(), ddl));
      case POSTGRESQL -> {
        // Not by the id: the client would quote the name as in GoogleSQL.
        var database = admin.newDatabaseBuilder(config.databaseName()).setDialect(dialect).build();
        await(() -> admin.createDatabase(database, List.of()));
        if (!ddl.isEmpty()) {
          new DatabaseAdministration(config, spanner, executor)
              .updateDdl(ddl, null, limit, DatabaseAdministration.ACCEPT_TIMEOUT);
        }
      }
    }
  }

  private void createInstance() throws InterruptedException {
    var instance =
        InstanceInfo.newBuilder(InstanceId.of(config.projectId(), config.instanceId()))
            .setInstanceConfigId(InstanceConfigId.of(config.projectId(), EMULATOR_CONFIG))
            .setDisplayName(config.instanceId())
            .setNodeCount(1)
            .build();
    try {
      await(() -> spanner.getInstanceAdminClient().createInstance(instance));
    } catch (SpannerException e) {
      if (e.getErrorCode() != ErrorCode.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  private record Accepted(OperationFuture<?, ?> operation) {}

  /** Waits until Spanner has accepted the request, and for the end of its operation. */
  private void await(Callable<OperationFuture<?, ?>> request) throws InterruptedException {
    OperationFuture<?, ?> operation = null;
    try (var call = new PatientCall<>(executor, () -> new Accepted(request.call()))) {
      operation = call.get(limit.nanosLeft()).operation();
      operation.get(limit.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw SpannerExceptionFactory.asSpannerException(e.getCause());
    } catch (TimeoutException e) {
      throw SpannerExceptionFactory.newSpannerException(
          ErrorCode.DEADLINE_EXCEEDED,
          "%s has not been created within %s s".formatted(config.describe(), limit.inSeconds()),
          e);
    } finally {
      if (operation != null) {
        // Stops asking how far it is; the operation itself goes on.
        operation.cancel(true);
      }
    }
  }
}
