package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.cloud.spanner.Statement;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.StructType.Field;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How large the reads and queries of a delete are, as the server gets them. */
@Timeout(120)
class DeleteRequestSizesTest {

  /** What the mock's server takes, less than half of what Spanner takes. */
  private static final int LIMIT = 4 << 20;

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();
  private final ConnectionConfig config = server.newDatabase();

  private static DatabaseSchema schema(String ddl) {
    return DdlScript.parse(ddl, Dialect.GOOGLE_STANDARD_SQL).planned();
  }

  private static ResultSet.Builder result(TypeCode... columns) {
    StructType.Builder row = StructType.newBuilder();
    for (TypeCode code : columns) {
      row.addFields(
          Field.newBuilder().setName(code.name()).setType(Type.newBuilder().setCode(code)));
    }
    return ResultSet.newBuilder().setMetadata(ResultSetMetadata.newBuilder().setRowType(row));
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private void answerReads(List<String> columns, ResultSet rows) {
    server
        .service()
        .putStatementResult(StatementResult.read("T", KeySet.singleKey(Key.of()), columns, rows));
  }

  /** Answers a query whatever its parameters are: with no rows. */
  private void answerQuery(String sql, TypeCode... columns) {
    server
        .service()
        .putPartialStatementResult(
            StatementResult.query(Statement.of(sql), result(columns).build()));
  }

  private static List<Key> longKeys() {
    return IntStream.range(0, 10_000).mapToObj(i -> Key.of("k".repeat(1_200) + i)).toList();
  }

  private List<Integer> querySizes() {
    return server.service().getRequestsOfType(ExecuteSqlRequest.class).stream()
        .map(ExecuteSqlRequest::getSerializedSize)
        .toList();
  }

  @Test
  void theValuesOfTheConditionAreSentInParts() throws Exception {
    String condition = "Doc LIKE '%x'";
    DatabaseSchema schema = schema("CREATE TABLE T (Id INT64, Doc STRING(MAX)) PRIMARY KEY (Id)");
    ResultSet.Builder rows = result(TypeCode.INT64, TypeCode.STRING);
    Value doc = text("x".repeat(100_000));
    for (int id = 0; id < 200; id++) {
      rows.addRows(ListValue.newBuilder().addValues(text(Integer.toString(id))).addValues(doc));
    }
    answerReads(List.of("Id", "Doc"), rows.build());
    var evaluated =
        RowCondition.of(Dialect.GOOGLE_STANDARD_SQL, schema.findTable("T").orElseThrow(), condition)
            .orElseThrow();
    answerQuery(evaluated.violations(0, List.of(List.of())).getSql(), TypeCode.INT64);

    var result =
        Deletion.of(
            DeleteRows.from(config).withTable("T").withSchema(schema).withCondition(condition),
            LongStream.range(0, 200).mapToObj(Key::of).toList());

    assertThat(result.deleted).hasSize(200);
    assertThat(result.commits).as("all parts are of one transaction").hasSize(1);
    assertThat(querySizes()).hasSizeGreaterThan(5).allMatch(size -> size < LIMIT);
    assertThat(querySizes().stream().mapToLong(size -> size).sum())
        .as("every value is sent")
        .isGreaterThan(200 * 100_000L);
  }

  @Test
  void theKeysOfALargeCommitAreReadInParts() throws Exception {
    DatabaseSchema schema = schema("CREATE TABLE T (Id STRING(MAX)) PRIMARY KEY (Id)");
    answerReads(List.of("Id"), result(TypeCode.STRING).build());
    var result =
        Deletion.of(
            DeleteRows.from(config)
                .withTable("T")
                .withSchema(schema)
                .withBatchLimits(new BatchLimits(10_000, 80_000, 100 << 20)),
            longKeys());
    assertThat(result.changed).hasSize(10_000);
    assertThat(server.service().getRequestsOfType(ReadRequest.class))
        .hasSizeGreaterThan(5)
        .allMatch(request -> request.getSerializedSize() < LIMIT);
  }

  @Test
  void childrenOfLongKeysAreCountedInParts() throws Exception {
    DatabaseSchema schema =
        schema(
            """
            CREATE TABLE T (Id STRING(MAX)) PRIMARY KEY (Id);
            CREATE TABLE Child (Id STRING(MAX), N INT64) PRIMARY KEY (Id, N),
              INTERLEAVE IN PARENT T ON DELETE CASCADE
            """);
    answerReads(List.of("Id"), result(TypeCode.STRING).build());
    var target = DeleteTarget.of(schema, "T");
    String count =
        new KeyJoin(Dialect.GOOGLE_STANDARD_SQL, target.key(), "Child", List.of("Id"))
            .queries(
                List.of(),
                "",
                ", COUNT(*)",
                " GROUP BY " + KeyJoin.position(Dialect.GOOGLE_STANDARD_SQL))
            .get(0)
            .statement()
            .getSql();
    answerQuery(count, TypeCode.INT64, TypeCode.INT64);
    var result = Deletion.of(DeleteRows.from(config).withTable("T").withSchema(schema), longKeys());

    assertThat(result.changed).hasSize(10_000);
    assertThat(querySizes()).hasSizeGreaterThan(5).allMatch(size -> size < LIMIT);
    assertThat(querySizes().stream().mapToLong(size -> size).sum())
        .as("every key is asked for")
        .isGreaterThan(10_000 * 1_200L);
  }
}
