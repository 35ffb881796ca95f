package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.transforms.Batch.Unit;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.junit.jupiter.api.Test;

class SuspectRowsTest {

  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              "CREATE TABLE T (Id INT64 NOT NULL, Name STRING(3), Code BYTES(2), Day DATE)"
                  + " PRIMARY KEY (Id)",
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  private final SuspectRows suspectRows = new SuspectRows(SCHEMA);
  private final BatchPlanner planner = new BatchPlanner(SCHEMA, BatchLimits.defaults());

  private static Mutation.WriteBuilder row(long id) {
    return Mutation.newInsertOrUpdateBuilder("T").set("Id").to(id);
  }

  private List<Mutation> suspects(String message, Mutation.WriteBuilder... rows) {
    List<Unit> units =
        List.of(rows).stream()
            .map(
                row ->
                    new PendingRow(
                        row.build(),
                        BoundedWindow.TIMESTAMP_MIN_VALUE,
                        GlobalWindow.INSTANCE,
                        PaneInfo.NO_FIRING))
            .map(row -> new Unit(List.of(planner.describe(row))))
            .toList();
    return suspectRows
        .suspects(units, new RowError(ErrorCode.FAILED_PRECONDITION, message))
        .stream()
        .map(unit -> unit.rows().get(0).mutation())
        .toList();
  }

  @Test
  void rowsWhoseValuesDoNotFitTheirColumnsAreSuspected() {
    var tooLong = row(1).set("Name").to("four");
    var fits = row(2).set("Name").to("\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00");
    var tooManyBytes = row(3).set("Code").to(ByteArray.copyFrom(new byte[3]));
    var nullKey = Mutation.newInsertOrUpdateBuilder("T").set("Id").to((Long) null);
    var nullName = row(4).set("Name").to((String) null);
    assertThat(suspects("some row {Int64(2)}", tooLong, fits, tooManyBytes, nullKey, nullName))
        .containsExactly(tooLong.build(), tooManyBytes.build(), nullKey.build());
  }

  @Test
  void elseRowsThatHaveAllValuesThatTheMessageQuotes() {
    var first = row(78).set("Name").to("a b");
    var second = row(79).set("Name").to("a b");
    assertThat(suspects("Row {Int64(78), String(\"a b\")} of T", first, second))
        .containsExactly(first.build());
    assertThat(suspects("UNIQUE violation, duplicate key: {String(\"a b\")}", first, second))
        .containsExactly(first.build(), second.build());
  }

  @Test
  void nothingIsSuspectedWithoutAHint() {
    assertThat(suspects("Could not parse x as an integer", row(1), row(2))).isEmpty();
    assertThat(suspects("no row {Int64(7)}", row(1), row(2))).isEmpty();
  }
}
