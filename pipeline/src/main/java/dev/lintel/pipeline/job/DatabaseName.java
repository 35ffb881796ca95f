package dev.lintel.pipeline.job;

import dev.lintel.pipeline.options.SpannerDatabaseOptions;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A database as the options of a job name it. Immutable.
 *
 * @param role what the options that name it begin with, such as {@code source} for {@code
 *     --sourceDatabaseId}; empty for {@code --spannerProjectId}, {@code --instanceId} and {@code
 *     --databaseId}
 * @param project null for the project of the credentials
 */
public record DatabaseName(
    String role, @Nullable String project, String instance, String database) {

  /** The database of {@code --instanceId} and {@code --databaseId}. */
  public static DatabaseName of(SpannerDatabaseOptions options) {
    return new DatabaseName(
        "", options.getSpannerProjectId(), options.getInstanceId(), options.getDatabaseId());
  }

  /** The option that names the project, with its hyphens. */
  public String projectOption() {
    return role.isEmpty() ? "--spannerProjectId" : "--%sProjectId".formatted(role);
  }

  /** The option that names the instance, with its hyphens. */
  public String instanceOption() {
    return option("instanceId");
  }

  /** The option that names the database, with its hyphens. */
  public String databaseOption() {
    return option("databaseId");
  }

  private String option(String name) {
    return role.isEmpty()
        ? "--" + name
        : "--%s%s%s"
            .formatted(role, name.substring(0, 1).toUpperCase(Locale.ROOT), name.substring(1));
  }
}
