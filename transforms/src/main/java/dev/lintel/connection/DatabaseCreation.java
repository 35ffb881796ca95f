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
import java.util.concurrent.Future;
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

  private DatabaseCreation() {}

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
      if (config.isEmulator()) {
        createInstance(spanner, config, limit);
      }
      DatabaseAdminClient admin = spanner.getDatabaseAdminClient();
      long start = System.nanoTime();
      switch (dialect) {
        case GOOGLE_STANDARD_SQL ->
            await(
                () -> admin.createDatabase(config.instanceId(), config.databaseId(), ddl),
                config,
                limit);
        case POSTGRESQL -> {
          // Not by the id: the client would quote the name as in GoogleSQL.
          var database =
              admin.newDatabaseBuilder(config.databaseName()).setDialect(dialect).build();
          await(() -> admin.createDatabase(database, List.of()), config, limit);
          if (!ddl.isEmpty()) {
            // Both steps have one limit.
            updateDdl(spanner, config, ddl, limit.minusNanos(System.nanoTime() - start));
          }
        }
      }
    }
    LOG.info("Created {}", config.describe());
  }

  private static void createInstance(Spanner spanner, ConnectionConfig config, Duration limit)
      throws InterruptedException {
    var instance =
        InstanceInfo.newBuilder(InstanceId.of(config.projectId(), config.instanceId()))
            .setInstanceConfigId(InstanceConfigId.of(config.projectId(), EMULATOR_CONFIG))
            .setDisplayName(config.instanceId())
            .setNodeCount(1)
            .build();
    try {
      await(() -> spanner.getInstanceAdminClient().createInstance(instance), config, limit);
    } catch (SpannerException e) {
      if (e.getErrorCode() != ErrorCode.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  private static void updateDdl(
      Spanner spanner, ConnectionConfig config, List<String> ddl, Duration limit)
      throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      new DatabaseAdministration(config, spanner, executor).updateDdl(ddl, null, limit);
    } finally {
      executor.shutdownNow();
    }
  }

  private record Accepted(OperationFuture<?, ?> operation) {}

  /**
   * Waits for the end of an operation. The client does not return before Spanner has accepted the
   * request, and repeats it meanwhile; so that is done by another thread, which is interrupted when
   * the time is over.
   */
  private static void await(
      Callable<OperationFuture<?, ?>> request, ConnectionConfig config, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    OperationFuture<?, ?> operation = null;
    try {
      Future<Accepted> accepted = executor.submit(() -> new Accepted(request.call()));
      operation = accepted.get(limit.toNanos(), TimeUnit.NANOSECONDS).operation();
      operation.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw SpannerExceptionFactory.asSpannerException(e.getCause());
    } catch (TimeoutException e) {
      throw SpannerExceptionFactory.newSpannerException(
          ErrorCode.DEADLINE_EXCEEDED,
          "%s has not been created within %s s"
              .formatted(config.describe(), FailedRequest.limit(limit)),
          e);
    } finally {
      executor.shutdownNow();
      if (operation != null) {
        // Stops asking how far it is; the operation itself goes on.
        operation.cancel(true);
      }
    }
  }
}
