package dev.lintel.pipeline.selection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.ddl.DatabaseDefinition;
import dev.lintel.ddl.DdlScript;
import dev.lintel.ddl.DdlStatement;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.schema.Column;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;

class TableSelectionTest {
  private static final DdlScript DDL =
      DdlScript.parse(
          """
          CREATE TABLE Top (Id INT64) PRIMARY KEY (Id);
          CREATE TABLE Boss (Id INT64, BossId INT64, TopId INT64, OldTopId INT64,
            CONSTRAINT FK_OldTop FOREIGN KEY (OldTopId) REFERENCES Top (Id),
            CONSTRAINT FK_Boss FOREIGN KEY (BossId) REFERENCES Boss (Id),
            CONSTRAINT FK_Top FOREIGN KEY (TopId) REFERENCES Top (Id)) PRIMARY KEY (Id);
          CREATE TABLE Child (Id INT64, Nr INT64) PRIMARY KEY (Id, Nr),
            INTERLEAVE IN PARENT Boss;
          CREATE TABLE X (Id INT64, YId INT64) PRIMARY KEY (Id);
          CREATE TABLE Y (Id INT64, XId INT64,
            CONSTRAINT FK_X FOREIGN KEY (XId) REFERENCES X (Id)) PRIMARY KEY (Id);
          ALTER TABLE X ADD CONSTRAINT FK_Y FOREIGN KEY (YId) REFERENCES Y (Id);
          CREATE TABLE Beside (Id INT64, Nr INT64) PRIMARY KEY (Id, Nr), INTERLEAVE IN Top;
          """,
          Dialect.GOOGLE_STANDARD_SQL);
  private static final DatabaseSchema SCHEMA = DDL.planned();
  private static final DatabaseDefinition DEFINITION =
      DatabaseDefinition.of(
          Dialect.GOOGLE_STANDARD_SQL,
          DDL.getStatements().stream().map(DdlStatement::getText).toList());

  private final Problems problems = new Problems();
  private final Set<String> there = new HashSet<>();
  private DatabaseSchema schema = SCHEMA;

  private List<String> selected(@Nullable String tableNames, boolean related) {
    var choice =
        new TableSelection.Choice(
            tableNames,
            related,
            "--shouldExportRelatedTables",
            "export",
            "--databaseId",
            there::contains);
    return TableSelection.of(schema, DEFINITION, choice, problems).stream()
        .map(Table::getName)
        .toList();
  }

  @Test
  void withoutNamesAllTables() {
    assertThat(selected(null, false))
        .containsExactlyInAnyOrder("Beside", "Boss", "Child", "Top", "X", "Y");
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void aTableWithAColumnOfAnUnknownTypeIsAProblemIfItIsSelected() {
    schema =
        DatabaseSchema.of(
            Dialect.GOOGLE_STANDARD_SQL,
            SCHEMA.getTables().stream().map(TableSelectionTest::withUnknownType).toList());

    assertThat(selected("X,Y", false)).containsExactly("X", "Y");
    assertThat(problems.lines()).isEmpty();
    selected(null, false);
    assertThat(problems.lines())
        .containsExactly(
            "--tableNames: cannot export table Top, because its column Place has the type"
                + " GEOGRAPHY, which this release does not read; name the other tables");
  }

  @Test
  void aTableThatIsThereNeedsNothingAndIsEnoughForOthers() {
    there.add("X");
    selected("X", false);
    assertThat(problems.lines()).isEmpty();
  }

  private static Table withUnknownType(Table table) {
    return table.getName().equals("Top")
        ? table.toBuilder()
            .setColumns(
                List.of(
                    table.getColumns().get(0),
                    Column.builder()
                        .setName("Place")
                        .setTypeName("GEOGRAPHY")
                        .setType(Type.bytes())
                        .setTypeKnown(false)
                        .build()))
            .build()
        : table;
  }

  @Test
  void aTableThatReferencesItselfNeedsNoOtherForThat() {
    assertThat(selected("Boss,Top", false)).containsExactly("Boss", "Top");
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void relatedTablesAreFollowedThroughParentsAndForeignKeysAndCycles() {
    assertThat(selected("child", true)).containsExactly("Boss", "Child", "Top");
    assertThat(selected("X", true)).containsExactly("X", "Y");
    assertThat(selected("Beside", true)).containsExactly("Beside", "Top");
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void everyTableThatIsNeededAndNotNamedIsAProblem() {
    selected("Child,X,Boss,Beside", false);
    assertThat(problems.lines())
        .containsExactly(
            "--tableNames: X references Y (FK_Y), which is not named; name it, or give"
                + " --shouldExportRelatedTables",
            "--tableNames: Boss references Top (FK_OldTop, FK_Top), which is not named; name it, or"
                + " give --shouldExportRelatedTables",
            "--tableNames: Beside is interleaved in Top, which is not named; name it, or give"
                + " --shouldExportRelatedTables");
  }

  @Test
  void aNameGivenTwiceIsOneTable() {
    assertThat(selected("Top, TOP,Top", false)).containsExactly("Top");
    assertThat(problems.lines()).isEmpty();
  }
}
