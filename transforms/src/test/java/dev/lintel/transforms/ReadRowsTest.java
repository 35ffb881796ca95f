package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.DecodeMode;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.MockSpannerServiceImpl.SimulatedExecutionTime;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.cloud.spanner.Options.RpcPriority;
import com.google.cloud.spanner.ProtobufResultSet;
import com.google.cloud.spanner.Statement;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.DirectedReadOptions;
import com.google.spanner.v1.DirectedReadOptions.ExcludeReplicas;
import com.google.spanner.v1.DirectedReadOptions.ReplicaSelection;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.PartitionQueryRequest;
import com.google.spanner.v1.PartitionReadRequest;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.RequestOptions.Priority;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.TypeCode;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a mock server that can fail on demand and keeps the requests. */
@Timeout(120)
class ReadRowsTest {
  private static final String QUERY = "SELECT Id FROM T";
  private static final DirectedReadOptions DIRECTED =
      DirectedReadOptions.newBuilder()
          .setExcludeReplicas(
              ExcludeReplicas.newBuilder()
                  .addReplicaSelections(ReplicaSelection.newBuilder().setLocation("us-east1")))
          .build();
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse("CREATE TABLE T (Id INT64) PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  @BeforeEach
  void addRows() {
    server.service().putStatementResult(StatementResult.query(Statement.of(QUERY), oneRow()));
    server
        .service()
        .putStatementResult(
            StatementResult.read(
                "T", com.google.cloud.spanner.KeySet.all(), List.of("Id"), oneRow()));
  }

  private static ResultSet oneRow() {
    return ResultSet.newBuilder()
        .setMetadata(
            ResultSetMetadata.newBuilder()
                .setRowType(
                    StructType.newBuilder()
                        .addFields(
                            StructType.Field.newBuilder()
                                .setName("Id")
                                .setType(
                                    com.google.spanner.v1.Type.newBuilder()
                                        .setCode(TypeCode.INT64)))))
        .addRows(ListValue.newBuilder().addValues(Value.newBuilder().setStringValue("1")))
        .build();
  }

  /** The client alone would retry forever. */
  @Test
  void aDatabaseThatBecomesUnreachableFailsTheRead() {
    server
        .service()
        .setStreamingReadExecutionTime(
            SimulatedExecutionTime.ofStickyException(Status.UNAVAILABLE.asRuntimeException()));
    assertStalls();
  }

  @Test
  void aDatabaseThatDoesNotAnswerFailsTheRead() {
    server
        .service()
        .setStreamingReadExecutionTime(
            SimulatedExecutionTime.ofMinimumAndRandomTime((int) Duration.ofHours(1).toMillis(), 0));
    assertStalls();
  }

  private void assertStalls() {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(
        ReadRows.from(config)
            .withSchema(SCHEMA)
            .withTable("T")
            .withStallTimeout(Duration.ofSeconds(1)));
    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("was given up, because the database has sent nothing for 1 s");
  }

  @Test
  void whatARequestIsToBeSentWith_reachesTheServer() {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply(
        ReadRows.from(config)
            .withSchema(SCHEMA)
            .withTable("T")
            .withQuery("Q", Statement.of(QUERY))
            .withPriority(RpcPriority.LOW)
            .withTag("nightly")
            .withDirectedReads(DIRECTED)
            .withDataBoost()
            .withMaxPartitions(7));
    pipeline.run().waitUntilFinish();

    assertThat(server.service().getRequestsOfType(PartitionReadRequest.class))
        .singleElement()
        .satisfies(
            request -> assertThat(request.getPartitionOptions().getMaxPartitions()).isEqualTo(7));
    assertThat(server.service().getRequestsOfType(PartitionQueryRequest.class))
        .singleElement()
        .satisfies(
            request -> assertThat(request.getPartitionOptions().getMaxPartitions()).isEqualTo(7));
    assertThat(server.service().getRequestsOfType(ReadRequest.class))
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.getRequestOptions().getPriority())
                  .isEqualTo(Priority.PRIORITY_LOW);
              assertThat(request.getRequestOptions().getRequestTag()).isEqualTo("nightly");
              assertThat(request.getDirectedReadOptions()).isEqualTo(DIRECTED);
              assertThat(request.getDataBoostEnabled()).isTrue();
            });
    assertThat(server.service().getRequestsOfType(ExecuteSqlRequest.class))
        .filteredOn(request -> request.getSql().equals(QUERY))
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.getRequestOptions().getPriority())
                  .isEqualTo(Priority.PRIORITY_LOW);
              assertThat(request.getRequestOptions().getRequestTag()).isEqualTo("nightly");
              assertThat(request.getDirectedReadOptions()).isEqualTo(DIRECTED);
              assertThat(request.getDataBoostEnabled()).isTrue();
            });
  }

  @Test
  void valuesAreDecodedWhenTheyAreAskedFor_ifTheReadSaysSo() {
    Pipeline pipeline = Pipeline.create();
    for (DecodeMode mode : DecodeMode.values()) {
      PAssert.that(
              pipeline.apply(
                  mode.name(),
                  ReadRows.from(config)
                      .withSchema(SCHEMA)
                      .withTable("T")
                      .withQuery("Q", Statement.of(QUERY))
                      .withDecodeMode(mode)
                      .perPartition(
                          (part, rows, out) -> {
                            while (rows.next()) {
                              out.output(
                                  rows instanceof ProtobufResultSet sent
                                      && sent.canGetProtobufValue(0));
                            }
                          },
                          BooleanCoder.of())))
          .satisfies(
              undecoded -> {
                assertThat(undecoded).isNotEmpty().containsOnly(mode != DecodeMode.DIRECT);
                return null;
              });
    }
    pipeline.run().waitUntilFinish();
  }
}
