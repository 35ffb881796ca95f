package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import dev.lintel.ddl.DdlScript;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

class RowDependenciesTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              """
              CREATE TABLE Free (Id INT64) PRIMARY KEY (Id);
              CREATE TABLE UsesFree (Id INT64, FreeId INT64,
                FOREIGN KEY (FreeId) REFERENCES Free (Id)) PRIMARY KEY (Id);
              CREATE TABLE Node (Tree STRING(9), Id INT64, Code STRING(9), Up INT64, Twin STRING(9),
                Made INT64 AS (Id + 1) STORED, MadeUp INT64 DEFAULT (7),
                CONSTRAINT Parent FOREIGN KEY (Tree, Up) REFERENCES Node (Tree, Id),
                CONSTRAINT Twins FOREIGN KEY (Twin) REFERENCES Node (Code)
              ) PRIMARY KEY (Tree DESC, Id);
              CREATE TABLE Leaf (Tree STRING(9), Id INT64, No INT64) PRIMARY KEY (Tree, Id, No),
                INTERLEAVE IN PARENT Node;
              CREATE TABLE Late (Id INT64, Up INT64 DEFAULT (7),
                FOREIGN KEY (Up) REFERENCES Late (Id)) PRIMARY KEY (Id);
              """,
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  private static final RowDependencies DEPENDENCIES =
      RowDependencies.of(SCHEMA, LoadOrder.withoutCycles(SCHEMA));

  private static RowLinks links(String table) {
    return DEPENDENCIES.find(table);
  }

  private static Mutation node(
      @Nullable String tree, long id, @Nullable String code, @Nullable Long up, String twin) {
    return Mutation.newInsertBuilder("Node")
        .set("Tree")
        .to(tree)
        .set("id")
        .to(id)
        .set("Code")
        .to(code)
        .set("Up")
        .to(up)
        .set("Twin")
        .to(twin)
        .build();
  }

  @Test
  void onlyTablesThatReferenceThemselvesAndTheirDependentsHaveRowsThatWait() {
    assertThat(links("Free")).isNull();
    assertThat(links("UsesFree")).isNull();
    assertThat(links("node").isOrderedByRows()).as("in any letter case").isTrue();
    assertThat(links("Leaf").isOrderedByRows()).isFalse();
  }

  @Test
  void aForeignKeyNamesTheRowThatProvidesItsColumns() {
    Mutation parent = node("a", 1, "c1", null, null);
    Mutation child = node("a", 2, "c2", 1L, "c1");
    assertThat(links("Node").provided(parent))
        .as("by its key, and by the unique column")
        .hasSize(2)
        .containsAll(links("Node").needed(child));
    assertThat(links("Node").needed(child)).hasSize(2);
    assertThat(links("Node").needed(node("b", 2, "c2", 1L, null)))
        .as("of another tree")
        .doesNotContainAnyElementsOf(links("Node").provided(parent));
  }

  @Test
  void aChildNeedsItsParentByTheFirstPartOfItsKey() {
    Mutation leaf =
        Mutation.newInsertBuilder("Leaf")
            .set("Tree")
            .to("a")
            .set("Id")
            .to(1)
            .set("No")
            .to(5)
            .build();
    assertThat(links("Leaf").needed(leaf))
        .containsExactly(links("Node").identity(node("a", 1, null, null, null)).orElseThrow());
  }

  @Test
  void aForeignKeyWithANullReferencesNoRow() {
    assertThat(links("Node").needed(node("a", 2, "c", null, null))).isEmpty();
    assertThat(links("Node").needed(node(null, 2, "c", 1L, null))).isEmpty();
  }

  @Test
  void aRowThatReferencesItselfNeedsNoOther() {
    assertThat(links("Node").needed(node("a", 2, "c", 2L, "c"))).isEmpty();
  }

  @Test
  void aKeyMayBeNullButNotLeftOut() {
    assertThat(links("Node").identity(node(null, 2, null, null, null))).isPresent();
    assertThat(links("Node").identity(Mutation.newInsertBuilder("Node").set("Id").to(1).build()))
        .isEmpty();
  }

  @Test
  void whatTheServerFillsMayReferenceAnyRow() {
    Mutation leftOut = Mutation.newInsertBuilder("Late").set("Id").to(1).build();
    Mutation given = Mutation.newInsertBuilder("Late").set("Id").to(1).set("Up").to(2).build();
    assertThat(links("Late").needsUnknownRow(leftOut)).isTrue();
    assertThat(links("Late").needsUnknownRow(given)).isFalse();
    assertThat(links("Node").needsUnknownRow(node("a", 1, null, null, null))).isFalse();
  }
}
