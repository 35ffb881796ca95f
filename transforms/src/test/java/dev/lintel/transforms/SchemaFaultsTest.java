package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.SpannerExceptionFactory;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.junit.jupiter.api.Test;

class SchemaFaultsTest {
  private static final DatabaseSchema FIRST = schema("CREATE TABLE T (Id INT64, A INT64)");

  private static DatabaseSchema schema(String table) {
    return DdlScript.parse(table + " PRIMARY KEY (Id)", Dialect.GOOGLE_STANDARD_SQL).planned();
  }

  private static List<PlannedRow> rows(Mutation... mutations) {
    var planner = new BatchPlanner(FIRST, BatchLimits.defaults());
    return Arrays.stream(mutations)
        .map(
            mutation ->
                planner.describe(
                    new PendingRow(
                        mutation,
                        BoundedWindow.TIMESTAMP_MIN_VALUE,
                        GlobalWindow.INSTANCE,
                        PaneInfo.NO_FIRING)))
        .toList();
  }

  private static SchemaFaults after(DatabaseSchema now) {
    return new SchemaFaults(FIRST, age -> now);
  }

  private static Mutation upsert(String table, String column) {
    return Mutation.newInsertOrUpdateBuilder(table).set("Id").to(1).set(column).to(1).build();
  }

  @Test
  void rowsThatNameWhatNeverExistedAreFoundTogether() throws Exception {
    List<PlannedRow> rows =
        rows(
            upsert("T", "A"),
            upsert("T", "Nope"),
            upsert("Nowhere", "A"),
            Mutation.delete("Nowhere", Key.of(1)),
            upsert("t", "a"));
    var faults = after(FIRST).find(rows);
    assertThat(faults.keySet()).containsExactlyInAnyOrderElementsOf(rows.subList(1, 4));
    assertThat(faults.get(rows.get(1)))
        .isEqualTo(new RowError(ErrorCode.NOT_FOUND, "Table T has no column Nope"));
    assertThat(faults.get(rows.get(3)))
        .isEqualTo(new RowError(ErrorCode.NOT_FOUND, "There is no table Nowhere"));
  }

  @Test
  void whatWasDroppedStopsTheWrite() {
    var faults = after(schema("CREATE TABLE T (Id INT64)"));
    assertThatThrownBy(() -> faults.find(rows(upsert("T", "A"))))
        .isInstanceOf(SchemaChangedException.class)
        .hasMessage("Table T has no column A: it was dropped after the writing had started");
  }

  @Test
  void aNewColumnThatNewRowsHaveToNameStopsTheWrite() throws Exception {
    var faults = after(schema("CREATE TABLE T (Id INT64, A INT64, B INT64 NOT NULL)"));
    assertThatThrownBy(() -> faults.find(rows(upsert("T", "A"))))
        .isInstanceOf(SchemaChangedException.class)
        .hasMessageContaining("Table T has a new column B that is NOT NULL");
    Mutation update = Mutation.newUpdateBuilder("T").set("Id").to(1).set("A").to(1).build();
    assertThat(faults.find(rows(update, upsert("T", "B")))).isEmpty();
  }

  @Test
  void aNewColumnThatMayBeLeftOutStopsNothing() throws Exception {
    var faults =
        after(schema("CREATE TABLE T (Id INT64, A INT64, B INT64, C INT64 NOT NULL DEFAULT (1))"));
    assertThat(faults.find(rows(upsert("T", "A")))).isEmpty();
  }

  @Test
  void ifTheSchemaCannotBeReadTheCommitsDecide() throws Exception {
    var faults =
        new SchemaFaults(
            FIRST,
            age -> {
              throw SpannerExceptionFactory.newSpannerException(ErrorCode.UNAVAILABLE, "down");
            });
    assertThat(faults.find(rows(upsert("T", "Nope")))).isEmpty();
  }
}
