package dev.lintel.schematransforms;

import com.google.cloud.spanner.Options.RpcPriority;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import dev.lintel.schema.Table;
import dev.lintel.transforms.RequestOptions;
import org.apache.beam.sdk.schemas.annotations.SchemaFieldDescription;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What the configurations of all transforms have in common: the database, and how it is asked. A
 * subclass has AutoValue and {@code AutoValueSchema}. Immutable.
 */
public abstract class DatabaseConfiguration {
  private static final RpcPriority[] PRIORITIES = {
    RpcPriority.LOW, RpcPriority.MEDIUM, RpcPriority.HIGH
  };

  @SchemaFieldDescription("Google Cloud project of the Spanner instance.")
  public abstract String getProjectId();

  @SchemaFieldDescription("Spanner instance.")
  public abstract String getInstanceId();

  @SchemaFieldDescription("Spanner database.")
  public abstract String getDatabaseId();

  @SchemaFieldDescription(
      "HOST:PORT of a Spanner emulator. Default: the variable SPANNER_EMULATOR_HOST of the"
          + " expansion service, else Spanner itself.")
  public abstract @Nullable String getEmulatorHost();

  @SchemaFieldDescription("Database role of fine-grained access control. Default: none.")
  public abstract @Nullable String getDatabaseRole();

  @SchemaFieldDescription("Priority of the requests: low, medium or high. Default: Spanner's own.")
  public abstract @Nullable String getPriority();

  @SchemaFieldDescription(
      "Tag of the requests and transactions in Spanner's statistics, 1 to 50 characters.")
  public abstract @Nullable String getTag();

  ConnectionConfig connection() {
    ConnectionConfig config = ConnectionConfig.of(getProjectId(), getInstanceId(), getDatabaseId());
    if (getEmulatorHost() != null) {
      config = config.withEmulatorHost(getEmulatorHost());
    }
    return getDatabaseRole() == null ? config : config.withDatabaseRole(getDatabaseRole());
  }

  RequestOptions requestOptions() {
    return new RequestOptions(
        getPriority() == null ? null : FieldValues.oneOf("priority", getPriority(), PRIORITIES),
        getTag());
  }

  /**
   * Reads the schema of the database while the pipeline is built.
   *
   * @throws dev.lintel.connection.ConnectionFailedException if the database cannot be reached
   */
  DatabaseSchema readSchema() {
    try (var lease = SpannerConnections.acquire(connection())) {
      return SchemaReader.read(lease.connection().databaseClient());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while reading the schema of " + connection().describe(), e);
    }
  }

  /**
   * Finds a table.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  Table table(DatabaseSchema schema, String name) {
    return schema
        .findTable(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "table: %s has no table %s".formatted(connection().describe(), name)));
  }
}
