package dev.lintel.pipeline.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ListValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.ReadRequest;
import com.google.spanner.v1.ResultSet;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.StructType.Field;
import com.google.spanner.v1.Type;
import com.google.spanner.v1.TypeCode;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the dependent rows of many rows are asked for, as the server gets it. */
@Timeout(60)
class DependentRowsTest {
  private static final int ORDERS = 2_000;

  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              """
              CREATE TABLE Customers (C STRING(MAX)) PRIMARY KEY (C);
              CREATE TABLE Orders (C STRING(MAX), O STRING(MAX)) PRIMARY KEY (C, O),
                INTERLEAVE IN PARENT Customers ON DELETE CASCADE;
              CREATE TABLE Items (C STRING(MAX), O STRING(MAX), I STRING(MAX))
                PRIMARY KEY (C, O, I), INTERLEAVE IN PARENT Orders ON DELETE CASCADE
              """,
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();

  private static PurgePlan plan() {
    return new PurgePlan(
        Dialect.GOOGLE_STANDARD_SQL,
        RelatedTables.of(
            SCHEMA, SCHEMA.findTable("Customers").orElseThrow(), /* includeChildren= */ false),
        new KeySource.OfFiles(ImmutableList.of()),
        /* conditionOrNull= */ null,
        Timestamp.ofTimeSecondsAndNanos(1, 0),
        /* maxRowsOrNull= */ null,
        /* includesChildren= */ false,
        /* isDryRun= */ false,
        /* isSlowed= */ false,
        RequestOptions.NONE,
        /* archiveOrNull= */ null);
  }

  /** Answers every read of a table with these rows, whichever keys it asks for. */
  private void answerReads(String table, List<String> columns, List<List<String>> rows) {
    StructType.Builder type = StructType.newBuilder();
    for (String column : columns) {
      type.addFields(
          Field.newBuilder().setName(column).setType(Type.newBuilder().setCode(TypeCode.STRING)));
    }
    ResultSet.Builder answer =
        ResultSet.newBuilder().setMetadata(ResultSetMetadata.newBuilder().setRowType(type));
    for (List<String> row : rows) {
      ListValue.Builder values = answer.addRowsBuilder();
      row.forEach(value -> values.addValues(Value.newBuilder().setStringValue(value)));
    }
    server
        .service()
        .putStatementResult(
            StatementResult.read(table, KeySet.singleKey(Key.of()), columns, answer.build()));
  }

  @Test
  void theChildrenOfManyChildrenAreReadInParts() throws Exception {
    answerReads(
        "Orders",
        List.of("C", "O"),
        IntStream.range(0, ORDERS).mapToObj(i -> List.of("c", "o" + i)).toList());
    answerReads("Items", List.of("C", "O", "I"), List.of(List.of("c", "o1", "i")));

    List<FoundRow> found = new ArrayList<>();
    try (var lease = SpannerConnections.acquire(server.newDatabase())) {
      new DependentRows(plan(), lease.connection().databaseClient())
          .find(List.of(Key.of("c")), found::add);
    }

    assertThat(found).filteredOn(row -> row.table() == 0).hasSize(1);
    assertThat(found).filteredOn(row -> row.table() == 1).doesNotHaveDuplicates().hasSize(ORDERS);
    assertThat(found).filteredOn(row -> row.table() == 2).isNotEmpty();
    assertThat(found).noneMatch(FoundRow::isInTheWay);
    List<Integer> ranges =
        server.service().getRequestsOfType(ReadRequest.class).stream()
            .filter(request -> request.getTable().equals("Items"))
            .map(request -> request.getKeySet().getRangesCount())
            .toList();
    assertThat(ranges).allMatch(count -> count <= 500);
    assertThat(ranges.stream().mapToInt(count -> count).sum()).isEqualTo(ORDERS);
  }
}
