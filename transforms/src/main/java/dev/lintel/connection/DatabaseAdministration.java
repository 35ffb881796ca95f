package dev.lintel.connection;

import com.google.cloud.spanner.DatabaseAdminClient;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerExceptionFactory;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The requests to Spanner's administration API that concern one database.
 *
 * <p>The client sends and repeats these requests on threads of its own, for up to an hour, and a
 * {@link Deadline} does not reach them. So each is a {@link PatientCall} that is closed when the
 * time is over. Thread-safe.
 */
final class DatabaseAdministration {

  /** Nothing depends on the answer, so a slow one is not waited for. */
  private static final Duration PERMISSIONS_TIMEOUT = Duration.ofSeconds(30);

  /** The first bundle waits for it, and only the names in lineage depend on it. */
  private static final Duration INSTANCE_TIMEOUT = Duration.ofSeconds(10);

  /**
   * How long Spanner may take to accept a change of the schema. It checks the statements first,
   * which takes seconds; an emulator also carries them out, on the rows that it holds in memory.
   */
  static final Duration ACCEPT_TIMEOUT = Duration.ofMinutes(10);

  private final ConnectionConfig config;
  private final Spanner spanner;
  private final ExecutorService executor;

  /**
   * Creates it for the database of the config.
   *
   * @param executor must have a thread for each request
   */
  DatabaseAdministration(ConnectionConfig config, Spanner spanner, ExecutorService executor) {
    this.config = config;
    this.spanner = spanner;
    this.executor = executor;
  }

  ImmutableList<String> getDdl() {
    return getDdl(config.descriptionDeadline());
  }

  ImmutableList<String> getDdl(Duration timeout) {
    return ImmutableList.copyOf(
        within(
            timeout,
            "send its DDL",
            () -> admin().getDatabaseDdl(config.instanceId(), config.databaseId())));
  }

  ImmutableSet<String> testPermissions(Collection<String> permissions) {
    return ImmutableSet.copyOf(
        within(
            PERMISSIONS_TIMEOUT,
            "say which permissions there are",
            () ->
                admin()
                    .testDatabaseIAMPermissions(
                        config.instanceId(), config.databaseId(), permissions)));
  }

  String getInstanceConfigId() {
    return getInstanceConfigId(INSTANCE_TIMEOUT);
  }

  String getInstanceConfigId(Duration timeout) {
    return within(
        timeout,
        "name the configuration of its instance",
        () ->
            spanner
                .getInstanceAdminClient()
                .getInstance(config.instanceId())
                .getInstanceConfigId()
                .getInstanceConfig());
  }

  /**
   * @param operationId of the operation; null for a new id
   * @param limit how long it may take; null for as long as the client waits
   */
  void updateDdl(List<String> statements, @Nullable String operationId, @Nullable Duration limit)
      throws InterruptedException {
    updateDdl(statements, operationId, limit == null ? null : new TimeLimit(limit), ACCEPT_TIMEOUT);
  }

  void updateDdl(
      List<String> statements,
      @Nullable String operationId,
      @Nullable TimeLimit limit,
      Duration acceptTimeout)
      throws InterruptedException {
    var acceptLimit = new TimeLimit(acceptTimeout);
    var operation =
        within(
            limit == null || limit.nanosLeft() > acceptLimit.nanosLeft() ? acceptLimit : limit,
            "accept the change of its schema",
            () ->
                admin()
                    .updateDatabaseDdl(
                        config.instanceId(), config.databaseId(), statements, operationId));
    try {
      // Without a limit of ours: the index of a large table takes hours. The client asks at least
      // every 45 seconds how far it is, and gives up after ten minutes without an answer, and after
      // a day.
      if (limit == null) {
        operation.get();
      } else {
        operation.get(limit.nanosLeft(), TimeUnit.NANOSECONDS);
      }
    } catch (ExecutionException e) {
      throw SpannerExceptionFactory.asSpannerException(e.getCause());
    } catch (TimeoutException e) {
      // Stops asking how far it is; the operation itself goes on.
      operation.cancel(true);
      throw SpannerExceptionFactory.newSpannerException(
          ErrorCode.DEADLINE_EXCEEDED,
          "%s has not changed its schema within %s s; the change goes on"
              .formatted(config.describe(), limit.inSeconds()),
          e);
    }
  }

  private <T> T within(Duration time, String what, Callable<T> request) {
    return within(new TimeLimit(time), what, request);
  }

  private <T> T within(TimeLimit time, String what, Callable<T> request) {
    try (var call = new PatientCall<>(executor, request)) {
      return call.get(time.nanosLeft());
    } catch (ExecutionException e) {
      throw SpannerExceptionFactory.asSpannerException(e.getCause());
    } catch (TimeoutException e) {
      throw SpannerExceptionFactory.newSpannerException(
          ErrorCode.DEADLINE_EXCEEDED,
          "%s did not %s within %s s".formatted(config.describe(), what, time.inSeconds()),
          e);
    } catch (InterruptedException e) {
      // As the client's own requests do.
      throw SpannerExceptionFactory.propagateInterrupt(e);
    }
  }

  private DatabaseAdminClient admin() {
    return spanner.getDatabaseAdminClient();
  }
}
