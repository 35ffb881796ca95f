package dev.lintel.benchmarks;

import com.google.cloud.NoCredentials;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.DatabaseId;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerOptions;
import com.google.cloud.spanner.Struct;
import dev.lintel.emulator.EmulatorDatabase;
import org.apache.beam.sdk.transforms.DoFn;

/** Looks up rows with a client of its own, which each instance opens with its defaults. */
final class ClientPerInstanceFn extends DoFn<Long, Struct> {
  private final String host;
  private final String projectId;
  private final String instanceId;
  private final String databaseId;

  /** Worker scoped. */
  private transient Spanner spanner;

  /** Worker scoped. */
  private transient DatabaseClient client;

  ClientPerInstanceFn(EmulatorDatabase source) {
    host = source.host();
    projectId = source.projectId();
    instanceId = source.instanceId();
    databaseId = source.databaseId();
  }

  @Setup
  public void setUp() {
    spanner =
        SpannerOptions.newBuilder()
            .setProjectId(projectId)
            .setEmulatorHost(host)
            .setCredentials(NoCredentials.getInstance())
            // Otherwise the client looks for a monitoring service that does not exist.
            .setBuiltInMetricsEnabled(false)
            .build()
            .getService();
    client = spanner.getDatabaseClient(DatabaseId.of(projectId, instanceId, databaseId));
  }

  @ProcessElement
  public void process(@Element Long key, OutputReceiver<Struct> out) {
    // Key alone is an annotation of DoFn here.
    Struct row =
        client
            .singleUse()
            .readRow(SampleRows.TABLE, com.google.cloud.spanner.Key.of(key), SampleRows.COLUMNS);
    if (row != null) {
      out.output(row);
    }
  }

  @Teardown
  public void tearDown() {
    if (spanner != null) {
      spanner.close();
    }
  }
}
