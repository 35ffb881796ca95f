package dev.lintel.emulator;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.admin.database.v1.DatabaseAdminClient;
import com.google.cloud.spanner.admin.database.v1.DatabaseAdminSettings;
import com.google.cloud.spanner.admin.instance.v1.InstanceAdminClient;
import com.google.cloud.spanner.admin.instance.v1.InstanceAdminSettings;
import com.google.spanner.admin.database.v1.CreateDatabaseRequest;
import com.google.spanner.admin.database.v1.DatabaseName;
import com.google.spanner.admin.database.v1.InstanceName;
import com.google.spanner.admin.instance.v1.Instance;
import com.google.spanner.admin.instance.v1.InstanceConfigName;
import com.google.spanner.admin.instance.v1.ProjectName;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Creates and drops instances and databases of an emulator. It opens no data client, so there are
 * no sessions and no metrics export. Thread-safe.
 */
final class EmulatorAdmin implements AutoCloseable {

  private static final long DONE_WITHIN_SECONDS = 120;

  private final String projectId;
  private final InstanceAdminClient instances;
  private final DatabaseAdminClient databases;

  EmulatorAdmin(ManagedChannel channel, String projectId) {
    this.projectId = projectId;
    TransportChannelProvider transport =
        FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
    try {
      instances =
          InstanceAdminClient.create(
              InstanceAdminSettings.newBuilder()
                  .setTransportChannelProvider(transport)
                  .setCredentialsProvider(NoCredentialsProvider.create())
                  .build());
      databases =
          DatabaseAdminClient.create(
              DatabaseAdminSettings.newBuilder()
                  .setTransportChannelProvider(transport)
                  .setCredentialsProvider(NoCredentialsProvider.create())
                  .build());
    } catch (IOException e) {
      throw new EmulatorException("Cannot open the emulator's admin clients", e);
    }
  }

  /** Creates an instance, unless it exists. */
  void createInstance(String instanceId) {
    Instance instance =
        Instance.newBuilder()
            .setConfig(InstanceConfigName.of(projectId, "emulator-config").toString())
            .setDisplayName(instanceId)
            .setNodeCount(1)
            .build();
    try {
      await(
          instances.createInstanceAsync(ProjectName.of(projectId), instanceId, instance),
          "create instance " + instanceId);
    } catch (EmulatorException e) {
      if (!(e.getCause() instanceof AlreadyExistsException)) {
        throw e;
      }
    }
  }

  void createDatabase(String instanceId, String databaseId, Dialect dialect, List<String> ddl) {
    String what = "create database " + databaseId + " in instance " + instanceId;
    CreateDatabaseRequest.Builder request =
        CreateDatabaseRequest.newBuilder()
            .setParent(InstanceName.of(projectId, instanceId).toString())
            .setDatabaseDialect(dialect.toProto());
    switch (dialect) {
      case GOOGLE_STANDARD_SQL -> {
        request
            .setCreateStatement("CREATE DATABASE `" + databaseId + "`")
            .addAllExtraStatements(ddl);
        await(databases.createDatabaseAsync(request.build()), what);
      }
      case POSTGRESQL -> {
        request.setCreateStatement("CREATE DATABASE \"" + databaseId + "\"");
        await(databases.createDatabaseAsync(request.build()), what);
        if (!ddl.isEmpty()) {
          createPostgresTables(DatabaseName.of(projectId, instanceId, databaseId), ddl, what);
        }
      }
    }
  }

  /**
   * Runs the DDL of a PostgreSQL database, which needs a second call; if that fails, drops the
   * database.
   */
  private void createPostgresTables(DatabaseName database, List<String> ddl, String what) {
    try {
      await(databases.updateDatabaseDdlAsync(database, ddl), what);
    } catch (EmulatorException e) {
      databases.dropDatabase(database);
      throw e;
    }
  }

  /** Drops a database, if it exists. */
  void dropDatabase(String instanceId, String databaseId) {
    try {
      databases.dropDatabase(DatabaseName.of(projectId, instanceId, databaseId));
    } catch (ApiException e) {
      throw failed("drop database " + databaseId + " of instance " + instanceId, e);
    }
  }

  private static void await(Future<?> operation, String what) {
    try {
      operation.get(DONE_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failed(what, e.getCause());
    } catch (TimeoutException e) {
      throw new EmulatorException(
          "The emulator did not " + what + " within " + DONE_WITHIN_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmulatorException("Interrupted while waiting for the emulator to " + what, e);
    }
  }

  private static EmulatorException failed(String what, Throwable cause) {
    return new EmulatorException("The emulator did not " + what + ": " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    databases.close();
    instances.close();
  }
}
