package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LoadOrderTest {

  private static final DatabaseSchema SCHEMA =
      Tables.googleSql(
          """
          CREATE TABLE Grandchild (A INT64, B INT64, C INT64) PRIMARY KEY (A, B, C),
            INTERLEAVE IN PARENT Child;
          CREATE TABLE Child (A INT64, B INT64) PRIMARY KEY (A, B), INTERLEAVE IN PARENT Parent;
          CREATE TABLE Parent (A INT64, Boss INT64, FOREIGN KEY (Boss) REFERENCES Parent (A))
            PRIMARY KEY (A);
          CREATE TABLE Lookup (A INT64) PRIMARY KEY (A);
          CREATE TABLE Fact (A INT64, L INT64, B INT64,
            FOREIGN KEY (L) REFERENCES lookup (A), FOREIGN KEY (A, B) REFERENCES Child (A, B))
            PRIMARY KEY (A);
          """);

  @Test
  void parentsAndReferencedTablesComeFirst() {
    LoadOrder order = LoadOrder.of(SCHEMA);

    assertThat(order.getLevels())
        .isEqualTo(
            List.of(List.of("Lookup", "Parent"), List.of("Child"), List.of("Fact", "Grandchild")));
    assertThat(order.getTables())
        .containsExactly("Lookup", "Parent", "Child", "Fact", "Grandchild");
    assertThat(order.getLevel("Grandchild")).isEqualTo(2);
  }

  @Test
  void givenSomeTables_countsDependenciesThroughOtherTables() {
    LoadOrder order = LoadOrder.of(SCHEMA, List.of("grandchild", "PARENT", "Lookup"));

    assertThat(order.getLevels())
        .isEqualTo(List.of(List.of("Lookup", "Parent"), List.of("Grandchild")));
    assertThatThrownBy(() -> order.getLevel("Child"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("Not among the ordered tables: Child");
  }

  @Test
  void givenAnUnknownTable_theMessageNamesIt() {
    assertThatThrownBy(() -> LoadOrder.of(SCHEMA, List.of("Parent", "Nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No such table: Nowhere");
  }

  @Test
  void givenNoTables_hasNoLevels() {
    assertThat(LoadOrder.of(SCHEMA, List.of()).getLevels()).isEmpty();
  }

  @Test
  void givenACycle_theMessageNamesIt() {
    DatabaseSchema schema = ring("B", "C", "A", "Outside");

    assertThatThrownBy(() -> LoadOrder.of(schema))
        .isInstanceOf(TableCycleException.class)
        .hasMessage(
            "Tables depend on each other, so there is no order to load them in: "
                + "A -> Outside -> B -> C -> A")
        .asInstanceOf(InstanceOfAssertFactories.type(TableCycleException.class))
        .extracting(TableCycleException::getCycle)
        .isEqualTo(List.of("A", "Outside", "B", "C", "A"));
  }

  @Test
  void givenACycleThroughOtherTables_theMessageNamesThemToo() {
    DatabaseSchema schema = ring("B", "C", "A", "Outside");

    assertThatThrownBy(() -> LoadOrder.of(schema, List.of("A", "B")))
        .hasMessageEndingWith(": A -> Outside -> B -> C -> A");
  }

  @Test
  void withoutCycles_leavesOutTablesThatDependOnACycle() {
    DatabaseSchema schema =
        Tables.googleSql(
            """
            CREATE TABLE A (Id INT64, B INT64, FOREIGN KEY (B) REFERENCES B (Id)) PRIMARY KEY (Id);
            CREATE TABLE B (Id INT64, A INT64, FOREIGN KEY (A) REFERENCES A (Id)) PRIMARY KEY (Id);
            CREATE TABLE OfA (Id INT64, C INT64) PRIMARY KEY (Id, C), INTERLEAVE IN PARENT A;
            CREATE TABLE OfOfA (Id INT64, C INT64, D INT64) PRIMARY KEY (Id, C, D),
              INTERLEAVE IN PARENT OfA;
            CREATE TABLE Free (Id INT64) PRIMARY KEY (Id);
            CREATE TABLE OfFree (Id INT64, C INT64) PRIMARY KEY (Id, C), INTERLEAVE IN PARENT Free;
            """);

    assertThat(LoadOrder.withoutCycles(schema).getLevels())
        .isEqualTo(List.of(List.of("Free"), List.of("OfFree")));
    assertThat(LoadOrder.withCycles(schema).getLevels())
        .isEqualTo(List.of(List.of("A", "B", "Free"), List.of("OfA", "OfFree"), List.of("OfOfA")));
  }

  @Test
  void withCycles_putsTheTablesOfACycleOnOneLevel() {
    DatabaseSchema schema =
        Tables.googleSql(
            """
            CREATE TABLE Parent (Id INT64, Best INT64,
              FOREIGN KEY (Id, Best) REFERENCES Child (Id, C)) PRIMARY KEY (Id);
            CREATE TABLE Child (Id INT64, C INT64) PRIMARY KEY (Id, C), INTERLEAVE IN PARENT Parent;
            CREATE TABLE After (Id INT64, P INT64, FOREIGN KEY (P) REFERENCES Parent (Id))
              PRIMARY KEY (Id);
            """);

    assertThat(LoadOrder.withCycles(schema).getLevels())
        .isEqualTo(List.of(List.of("Child", "Parent"), List.of("After")));
    assertThat(LoadOrder.withCycles(schema).getCycles())
        .isEqualTo(List.of(Set.of("Child", "Parent")));
    assertThat(LoadOrder.withCycles(schema, List.of("child", "After")).getCycles()).isEmpty();
  }

  @Test
  void aLongChainIsOrderedInNoTime() {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      tables.add(
          table("T%04d".formatted(i), i == 4999 ? Set.of() : Set.of("T%04d".formatted(i + 1))));
    }

    LoadOrder order = LoadOrder.of(DatabaseSchema.of(Dialect.GOOGLE_STANDARD_SQL, tables));

    assertThat(order.getLevel("T0000")).isEqualTo(4999);
  }

  @Test
  void givenOneTableOfACycle_ordersIt() {
    assertThat(LoadOrder.of(ring("B", "C", "A", "Outside"), List.of("A")).getTables())
        .containsExactly("A");
  }

  /** Returns tables in a ring: each references the next, the last references the first. */
  private static DatabaseSchema ring(String... names) {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      tables.add(table(names[i], Set.of(names[(i + 1) % names.length])));
    }
    tables.add(table("User", Set.of("A")));
    return DatabaseSchema.of(Dialect.GOOGLE_STANDARD_SQL, tables);
  }

  private static Table table(String name, Set<String> references) {
    return Table.builder()
        .setName(name)
        .setColumns(List.of())
        .setPrimaryKey(List.of())
        .setForeignKeys(
            references.stream()
                .map(other -> ForeignKey.of("", List.of("A"), other, List.of("A")))
                .toList())
        .build();
  }

  @Property
  void everyTableComesAfterItsDependencies(
      @ForAll @IntRange(min = 1, max = 14) int count, @ForAll long seed) {
    Random random = new Random(seed);
    List<Set<Integer>> dependencies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Set<Integer> needed = new TreeSet<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          needed.add(j);
        }
      }
      dependencies.add(needed);
    }
    List<Integer> label = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(label, random);
    List<Table> tables = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Set<String> references = new TreeSet<>();
      dependencies.get(i).forEach(j -> references.add("T" + label.get(j)));
      tables.add(table("T" + label.get(i), references));
      if (random.nextBoolean()) {
        selected.add("T" + label.get(i));
      }
    }

    LoadOrder order =
        LoadOrder.of(DatabaseSchema.of(Dialect.GOOGLE_STANDARD_SQL, tables), selected);

    assertThat(order.getTables()).containsExactlyInAnyOrderElementsOf(selected);
    assertThat(order.getLevels()).allSatisfy(level -> assertThat(level).isSorted());
    for (int i = 0; i < count; i++) {
      if (selected.contains("T" + label.get(i))) {
        int level = order.getLevel("T" + label.get(i));
        List<String> needed =
            reachable(dependencies, i).stream()
                .map(j -> "T" + label.get(j))
                .filter(selected::contains)
                .toList();
        int lowest = needed.stream().mapToInt(order::getLevel).max().orElse(-1) + 1;
        assertThat(level).isEqualTo(lowest);
      }
    }
  }

  private static Set<Integer> reachable(List<Set<Integer>> dependencies, int from) {
    Set<Integer> reached = new TreeSet<>(dependencies.get(from));
    for (int needed : dependencies.get(from)) {
      reached.addAll(reachable(dependencies, needed));
    }
    return reached;
  }
}
