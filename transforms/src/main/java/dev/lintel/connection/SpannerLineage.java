package dev.lintel.connection;

import com.google.cloud.spanner.SpannerException;
import com.google.common.collect.ImmutableList;
import org.apache.beam.sdk.metrics.Lineage;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports which tables a pipeline reads and writes as Beam's {@link Lineage}, under the names that
 * Beam's own SpannerIO gives them: {@code spanner:PROJECT.INSTANCE_CONFIG.INSTANCE.DATABASE.TABLE}.
 *
 * <p>Call it in a bundle, when something has been read or written: then Beam knows which step the
 * report belongs to, and forgets it if the bundle fails. The instance is asked for its
 * configuration once in each connection; if it does not say, the name has {@code unknown} there, as
 * SpannerIO's has. Thread-safe.
 */
public final class SpannerLineage {
  private static final Logger LOG = LoggerFactory.getLogger(SpannerLineage.class);

  /** The first segment of a name. */
  public static final String SYSTEM = "spanner";

  private static final String UNKNOWN = "unknown";

  private SpannerLineage() {}

  /** The configuration of an instance, which lives as long as the connection. */
  private static final class InstanceConfig {
    private @Nullable String id;

    synchronized String of(SpannerConnection connection) {
      if (id == null) {
        id = ask(connection);
      }
      return id;
    }

    private static String ask(SpannerConnection connection) {
      try {
        return connection.instanceConfigId();
      } catch (SpannerException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LOG.info(
            "The lineage of {} has no instance configuration: {}",
            connection.config().describe(),
            e.getMessage());
        return UNKNOWN;
      }
    }
  }

  /** Reports that rows of a table have been read. */
  public static void read(SpannerConnection connection, String table) {
    Lineage.getSources().add(SYSTEM, of(connection).add(table).build());
  }

  /** Reports that rows of a database have been read, of tables that are not known. */
  public static void read(SpannerConnection connection) {
    Lineage.getSources().add(SYSTEM, of(connection).build());
  }

  /** Reports that rows of a table have been written or deleted. */
  public static void written(SpannerConnection connection, String table) {
    Lineage.getSinks().add(SYSTEM, of(connection).add(table).build());
  }

  private static ImmutableList.Builder<String> of(SpannerConnection connection) {
    ConnectionConfig config = connection.config();
    return ImmutableList.<String>builder()
        .add(
            config.projectId(),
            connection.attached(InstanceConfig.class, InstanceConfig::new).of(connection),
            config.instanceId(),
            config.databaseId());
  }
}
