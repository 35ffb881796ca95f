package dev.lintel.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import dev.lintel.ddl.DdlScript;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.ForeignKey;
import dev.lintel.schema.KeyPart;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchPlannerTest {
  private static final Column ID =
      Column.builder().setName("Id").setType(Type.int64()).setTypeName("INT64").build();
  private static final Column NAME =
      Column.builder().setName("Name").setType(Type.string()).setTypeName("STRING(MAX)").build();
  private static final DatabaseSchema SCHEMA =
      DatabaseSchema.of(
          Dialect.GOOGLE_STANDARD_SQL,
          List.of(
              table("Child").setParent("Parent", Table.OnDelete.CASCADE).build(),
              table("Other").build(),
              table("Parent").build()));

  private static final DatabaseSchema WITH_REFERENCES =
      DatabaseSchema.of(
          Dialect.GOOGLE_STANDARD_SQL,
          List.of(
              table("Badge").setParent("Employee", Table.OnDelete.CASCADE).build(),
              table("Employee").setForeignKeys(List.of(reference("employee"))).build(),
              table("Free").build(),
              table("Left").setForeignKeys(List.of(reference("Right"))).build(),
              table("OfBadge").setParent("Badge", Table.OnDelete.CASCADE).build(),
              table("OfLeft").setParent("Left", Table.OnDelete.CASCADE).build(),
              table("Right").setForeignKeys(List.of(reference("Left"))).build()));

  private static Table.Builder table(String name) {
    return Table.builder()
        .setName(name)
        .setColumns(List.of(ID, NAME))
        .setPrimaryKey(List.of(KeyPart.ascending("Id")));
  }

  private static BatchPlanner planner(int maxRows) {
    return new BatchPlanner(SCHEMA, BatchLimits.defaults().withMaxRows(maxRows));
  }

  private static Mutation row(String table, long id) {
    return Mutation.newInsertOrUpdateBuilder(table).set("Id").to(id).set("Name").to("n").build();
  }

  private static List<PendingRow> pending(Mutation... mutations) {
    return Arrays.stream(mutations)
        .map(
            m ->
                new PendingRow(
                    m,
                    BoundedWindow.TIMESTAMP_MIN_VALUE,
                    GlobalWindow.INSTANCE,
                    PaneInfo.NO_FIRING))
        .toList();
  }

  private static List<Mutation> mutations(List<PlannedRow> rows) {
    return rows.stream().map(PlannedRow::mutation).toList();
  }

  /** Returns the stages of all phases. */
  private static List<List<Batch>> stages(BatchPlanner planner, Mutation... mutations) {
    List<PlannedRow> rows = pending(mutations).stream().map(planner::describe).toList();
    return planner.plan(rows).stream().flatMap(phase -> phase.stages().stream()).toList();
  }

  @Test
  void rowsAreSortedByKeyBeforeTheyAreSplitIntoBatches() {
    List<Mutation> shuffled =
        new ArrayList<>(IntStream.range(0, 1_000).mapToObj(i -> row("Other", i)).toList());
    Collections.shuffle(shuffled, new Random(7));
    var stages = stages(planner(100), shuffled.toArray(Mutation[]::new));

    assertThat(stages).hasSize(1);
    assertThat(stages.get(0)).hasSize(10);
    assertThat(stages.get(0).stream().flatMap(b -> mutations(b.rows()).stream()))
        .containsExactlyElementsOf(
            IntStream.range(0, 1_000).mapToObj(i -> row("Other", i)).toList());
  }

  @Test
  void parentsAreInAnEarlierStageThanTheirChildren() {
    var rows =
        Stream.concat(
                IntStream.range(0, 30).mapToObj(i -> row("Child", i)),
                IntStream.range(0, 30).mapToObj(i -> row("Parent", i)))
            .toArray(Mutation[]::new);
    var stages = stages(planner(10), rows);

    assertThat(stages).hasSize(2);
    assertThat(stages.get(0))
        .hasSize(3)
        .allSatisfy(
            b -> assertThat(mutations(b.rows())).allMatch(m -> m.getTable().equals("Parent")));
    assertThat(stages.get(1))
        .hasSize(3)
        .allSatisfy(
            b -> assertThat(mutations(b.rows())).allMatch(m -> m.getTable().equals("Child")));
  }

  @Test
  void childrenAreDeletedBeforeTheirParents() {
    var stages =
        stages(
            planner(1),
            Mutation.delete("Parent", Key.of(1L)),
            Mutation.delete("Child", Key.of(1L)));
    assertThat(stages).hasSize(2);
    assertThat(mutations(stages.get(0).get(0).rows()))
        .containsExactly(Mutation.delete("Child", Key.of(1L)));
  }

  @Test
  void rowsThatFitIntoOneCommitAreOneBatchInTheRightOrder() {
    var stages = stages(planner(10), row("Child", 1), row("Parent", 1));
    assertThat(stages).hasSize(1);
    var batch = stages.get(0).get(0);
    assertThat(mutations(batch.rows())).containsExactly(row("Parent", 1), row("Child", 1));
    assertThat(batch.segments()).hasSize(2);
  }

  @Test
  void twoMutationsOfOneKeyKeepTheirOrderEvenAcrossBatches() {
    var first = row("Other", 1);
    var second =
        Mutation.newInsertOrUpdateBuilder("Other").set("Id").to(1).set("Name").to("later").build();
    var together = stages(planner(10), first, second);
    assertThat(together.get(0).get(0).segments()).hasSize(2);

    var apart = stages(planner(1), first, second);
    assertThat(apart).as("a stage each, so that they are never in flight together").hasSize(2);
    assertThat(mutations(apart.get(1).get(0).rows())).containsExactly(second);
  }

  @Test
  void writesAndDeletesDoNotOvertakeEachOther() {
    var stages =
        stages(
            planner(1), row("Other", 2), Mutation.delete("Other", KeySet.all()), row("Other", 1));
    assertThat(stages).hasSize(3);
    assertThat(mutations(stages.get(1).get(0).rows()))
        .containsExactly(Mutation.delete("Other", KeySet.all()));
  }

  @Test
  void aBatchStaysWithinEachLimit() {
    var rows = IntStream.range(0, 100).mapToObj(i -> row("Other", i)).toArray(Mutation[]::new);
    var byWeight = stages(new BatchPlanner(SCHEMA, new BatchLimits(1_000, 20, 1 << 20)), rows);
    assertThat(byWeight.get(0)).hasSize(10).allMatch(b -> b.rows().size() == 10);

    long one = MutationBytes.estimate(rows[0]);
    var byBytes = stages(new BatchPlanner(SCHEMA, new BatchLimits(1_000, 20_000, 5 * one)), rows);
    assertThat(byBytes.get(0)).hasSize(20).allMatch(b -> b.rows().size() == 5);

    var tooBig = stages(new BatchPlanner(SCHEMA, new BatchLimits(1_000, 20_000, 1)), rows);
    assertThat(tooBig.get(0)).as("a commit each, for Spanner to decide").hasSize(100);
  }

  @Test
  void rowsOfAnUnknownTableArePlannedToo() {
    var stages = stages(planner(10), row("Nowhere", 1), row("Nowhere", 1));
    assertThat(stages.get(0).get(0).rows()).hasSize(2);
  }

  @Test
  void tableNamesMatchInAnyCase() {
    var stages = stages(planner(1), row("CHILD", 1), row("parent", 1));
    assertThat(mutations(stages.get(0).get(0).rows())).containsExactly(row("parent", 1));
  }

  @Test
  void onlyRowsOfTablesWithASelfReferenceOrInOrBelowACycleAreOrderedByRows() {
    var planner = new BatchPlanner(WITH_REFERENCES, BatchLimits.defaults());

    for (Table table : WITH_REFERENCES.getTables()) {
      assertThat(planner.describe(pending(row(table.getName(), 1)).get(0)).orderedByRows())
          .as(table.getName())
          .isEqualTo(Set.of("Employee", "Left", "OfLeft", "Right").contains(table.getName()));
    }
  }

  @Test
  void onlyDeletesOfRowsThatAreOrderedByRowsMayHaveToComeAfterLaterBatches() {
    var planner = new BatchPlanner(WITH_REFERENCES, BatchLimits.defaults());

    for (Table table : WITH_REFERENCES.getTables()) {
      String name = table.getName();
      assertThat(stages(planner, row(name, 1)).get(0).get(0).isComplete()).as(name).isTrue();
      assertThat(stages(planner, Mutation.delete(name, Key.of(1L))).get(0).get(0).isComplete())
          .as(name)
          .isNotEqualTo(Set.of("Employee", "Left", "OfLeft", "Right").contains(name));
    }
  }

  @Test
  void rowsOfUnknownTablesAreWrittenLastAndDeletedFirstInTheOrderOfTheirArrival() {
    var stages =
        stages(
            planner(1),
            row("Other", 2),
            row("Nowhere", 5),
            row("Nowhere", 4),
            row("Other", 1),
            Mutation.delete("Other", Key.of(1L)),
            Mutation.delete("Nowhere", Key.of(5L)));
    assertThat(stages.stream().flatMap(List::stream).flatMap(b -> mutations(b.rows()).stream()))
        .containsExactly(
            row("Other", 1),
            row("Other", 2),
            row("Nowhere", 5),
            row("Nowhere", 4),
            Mutation.delete("Nowhere", Key.of(5L)),
            Mutation.delete("Other", Key.of(1L)));
  }

  private static List<List<Batch>> stagesOfNames(String ddl, int rows) {
    DatabaseSchema schema = DdlScript.parse(ddl, Dialect.GOOGLE_STANDARD_SQL).planned();
    return stages(
        new BatchPlanner(schema, BatchLimits.defaults()),
        IntStream.range(0, rows)
            .mapToObj(i -> Mutation.newInsertBuilder("T").set("Name").to("n" + i).build())
            .toArray(Mutation[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE T (Id STRING(36) DEFAULT (GENERATE_UUID()), Name STRING(9)) PRIMARY KEY (Id)",
        "CREATE TABLE T (Id INT64 AUTO_INCREMENT, Name STRING(9)) PRIMARY KEY (Id)",
        "CREATE TABLE T (Name STRING(9))",
        """
        CREATE SEQUENCE S OPTIONS (sequence_kind = 'bit_reversed_positive');
        CREATE TABLE T (Id INT64 DEFAULT (GET_NEXT_SEQUENCE_VALUE(SEQUENCE S)), Name STRING(9))
          PRIMARY KEY (Id)
        """,
        """
        CREATE TABLE T (Id STRING(36), Name STRING(9)) PRIMARY KEY (Id);
        ALTER TABLE T ALTER COLUMN Id SET DEFAULT (GENERATE_UUID())
        """,
        // Of the rows of this table, some may reference others.
        """
        CREATE TABLE T (Id STRING(36) DEFAULT (GENERATE_UUID()), Name STRING(9), Boss STRING(36),
          FOREIGN KEY (Boss) REFERENCES T (Id)) PRIMARY KEY (Id)
        """
      })
  void rowsWhoseKeysTheServerMakesDoNotWaitForEachOther(String ddl) {
    var stages = stagesOfNames(ddl, 5_000);
    assertThat(stages).hasSize(1);
    assertThat(stages.get(0)).hasSize(10).allMatch(batch -> batch.segments().size() == 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE T (Id INT64 DEFAULT (7), Name STRING(9)) PRIMARY KEY (Id)",
        "CREATE TABLE T (Name STRING(9), Id INT64 AS (LENGTH(Name)) STORED) PRIMARY KEY (Id)",
        """
        CREATE TABLE T (Id STRING(36) DEFAULT (SUBSTR(GENERATE_UUID(), 1, 1)), Name STRING(9))
          PRIMARY KEY (Id)
        """
      })
  void rowsThatMayGetTheSameKeyStayInOrder(String ddl) {
    assertThat(stagesOfNames(ddl, 1_000)).hasSize(2);
  }

  private static ForeignKey reference(String table) {
    return ForeignKey.of("", List.of("Id"), table, List.of("Id"));
  }
}
