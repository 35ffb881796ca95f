package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import dev.lintel.ddl.DdlScript;
import dev.lintel.transforms.RowOrder.Ordered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.junit.jupiter.api.Test;

class RowOrderTest {
  private static final BatchPlanner PLANNER =
      new BatchPlanner(
          DdlScript.parse(
                  """
                  CREATE TABLE Employee (Id INT64, ManagerId INT64,
                    FOREIGN KEY (ManagerId) REFERENCES Employee (Id)) PRIMARY KEY (Id)
                  """,
                  Dialect.GOOGLE_STANDARD_SQL)
              .planned(),
          BatchLimits.defaults());

  private static PlannedRow employee(long id, Long managerId) {
    Mutation row =
        Mutation.newInsertOrUpdateBuilder("Employee")
            .set("Id")
            .to(id)
            .set("ManagerId")
            .to(managerId)
            .build();
    return PLANNER.describe(
        new PendingRow(
            row, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING));
  }

  private static long id(PlannedRow row) {
    return row.mutation().asMap().get("Id").getInt64();
  }

  private static List<Ordered> order(PlannedRow... rows) {
    return order(List.of(rows));
  }

  private static List<Ordered> order(List<PlannedRow> rows) {
    return RowOrder.of(rows, Comparator.comparingLong(RowOrderTest::id));
  }

  private static List<List<Long>> ids(List<Ordered> order) {
    return order.stream()
        .map(unit -> unit.unit().rows().stream().map(RowOrderTest::id).toList())
        .toList();
  }

  @Test
  void aReferencedRowComesFirstAndRowsOfOneDepthAreSorted() {
    assertThat(ids(order(employee(1, 9L), employee(7, 2L), employee(9, null), employee(2, null))))
        .containsExactly(List.of(2L), List.of(9L), List.of(1L), List.of(7L));
  }

  @Test
  void rowsThatReferenceEachOtherAreOneUnit() {
    List<Ordered> order =
        order(employee(5, 3L), employee(1, 2L), employee(2, 3L), employee(3, 1L), employee(4, 4L));
    assertThat(ids(order))
        .as("4 references itself, which is no cycle with others")
        .containsExactly(List.of(1L, 2L, 3L), List.of(4L), List.of(5L));
    assertThat(order.get(2).needs()).containsExactly(0);
  }

  @Test
  void mutationsOfOneKeyKeepTheirOrder() {
    PlannedRow first = employee(1, 5L);
    PlannedRow second = employee(1, null);
    assertThat(order(first, second).stream().map(unit -> unit.unit().rows().get(0)))
        .containsExactly(first, second);
  }

  @Test
  void aLongChainInTheWorstOrderIsOrdered() {
    int length = 50_000;
    List<PlannedRow> rows = new ArrayList<>();
    for (long id = 0; id < length; id++) {
      rows.add(employee(id, id == length - 1 ? null : id + 1));
    }
    List<Ordered> order = order(rows);
    assertThat(order.stream().map(unit -> id(unit.unit().rows().get(0))).toList())
        .isEqualTo(LongStream.range(0, length).map(i -> length - 1 - i).boxed().toList());
    assertThat(order.get(length - 1).depth()).isEqualTo(length - 1);
  }

  @Test
  void inARandomForestEveryRowComesAfterItsReferencedRow() {
    var random = new Random(11);
    List<PlannedRow> rows = new ArrayList<>();
    Map<Long, Long> managers = new HashMap<>();
    for (long id = 0; id < 5_000; id++) {
      Long manager = random.nextInt(10) == 0 ? null : (Long) (id + 1 + random.nextInt(3_000));
      managers.put(id, manager);
      rows.add(employee(id, manager));
    }
    Collections.shuffle(rows, random);
    Map<Long, Integer> position = new HashMap<>();
    List<Ordered> order = order(rows);
    for (int i = 0; i < order.size(); i++) {
      position.put(id(order.get(i).unit().rows().get(0)), i);
    }
    assertThat(position).hasSize(5_000);
    managers.forEach(
        (id, manager) -> {
          if (manager != null && position.containsKey(manager)) {
            assertThat(position.get(id)).isGreaterThan(position.get(manager));
          }
        });
  }
}
