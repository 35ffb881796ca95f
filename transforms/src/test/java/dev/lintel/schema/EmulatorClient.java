package dev.lintel.schema;

import com.google.cloud.spanner.DatabaseAdminClient;
import com.google.cloud.spanner.DatabaseClient;
import com.google.cloud.spanner.DatabaseId;
import com.google.cloud.spanner.Spanner;
import com.google.cloud.spanner.SpannerOptions;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dev.lintel.emulator.EmulatorDatabase;
import java.util.List;
import java.util.concurrent.ExecutionException;

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

  /** Changes the schema, in which there may be this message type, which has no fields. */
  public void changeWithMessage(String protoPackage, String message, List<String> ddl)
      throws ExecutionException, InterruptedException {
    var types =
        FileDescriptorSet.newBuilder()
            .addFile(
                FileDescriptorProto.newBuilder()
                    .setName(protoPackage + ".proto")
                    .setPackage(protoPackage)
                    .addMessageType(DescriptorProto.newBuilder().setName(message)))
            .build();
    DatabaseAdminClient admin = spanner.getDatabaseAdminClient();
    var id = DatabaseId.of(database.projectId(), database.instanceId(), database.databaseId());
    admin
        .updateDatabaseDdl(
            admin.newDatabaseBuilder(id).setProtoDescriptors(types.toByteArray()).build(),
            ddl,
            /* operationId= */ null)
        .get();
  }

  @Override
  public void close() {
    spanner.close();
  }
}
