package dev.lintel.schema;

import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.DatabaseId;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerOptions;
import dev.lintel.emulator.EmulatorDatabase;
import java.util.List;

/** A client of a database of the emulator. */
public record EmulatorClient(Spanner spanner, EmulatorDatabase database) implements AutoCloseable {

  public static EmulatorClient of(EmulatorDatabase database) {
    SpannerOptions options =
        SpannerOptions.newBuilder()
            .setEmulatorHost(database.host())
            .setProjectId(database.projectId())
            .setBuiltInMetricsEnabled(false)
            .build();
    return new EmulatorClient(options.getService(), database);
  }

  public DatabaseClient client() {
    return spanner.getDatabaseClient(
        DatabaseId.of(database.projectId(), database.instanceId(), database.databaseId()));
  }

  public List<String> ddl() {
    return spanner
        .getDatabaseAdminClient()
        .getDatabaseDdl(database.instanceId(), database.databaseId());
  }

  @Override
  public void close() {
    spanner.close();
  }
}
