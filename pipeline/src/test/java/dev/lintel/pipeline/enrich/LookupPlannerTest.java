package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.TextFormat;
import dev.lintel.ddl.DdlScript;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.records.CsvFields;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.DatabaseSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookupPlannerTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              """
              CREATE TABLE Airports (Id INT64 NOT NULL, Name STRING(MAX), City STRING(20),
                Country STRING(2), Tokens TOKENLIST AS (TOKENIZE_FULLTEXT(Name)) HIDDEN)
                PRIMARY KEY (Id);
              CREATE UNIQUE INDEX ByName ON Airports (Name);
              CREATE TABLE Countries (Code STRING(2), Name STRING(MAX)) PRIMARY KEY (Code);
              CREATE TABLE Runways (Id INT64, Nr INT64, Feet INT64) PRIMARY KEY (Id, Nr DESC),
                INTERLEAVE IN PARENT Airports;
              """,
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  private static final RecordFields<List<String>> ROUTE =
      new CsvFields(
          ImmutableList.of("From", "To", "Runway"), ImmutableMap.of(), TextFormat.defaults());

  private final Problems problems = new Problems();
  private final LookupPlanner planner = new LookupPlanner(SCHEMA, ROUTE, problems);

  private static EnrichSpec.Lookup lookup(
      String name,
      String table,
      String index,
      Map<String, String> key,
      Map<String, String> columns) {
    return new EnrichSpec.Lookup(name, table, index, key, columns, null);
  }

  private void assertProblem(EnrichSpec.Lookup lookup, String message) {
    planner.add(lookup);
    assertThat(problems.lines())
        .singleElement()
        .asString()
        .contains(message)
        .startsWith("--spec: lookup ");
  }

  @Test
  void aKeyMayBeInAnyOrderAndInAnyCase() {
    planner.add(
        lookup("r", "runways", null, Map.of("NR", "Runway", "id", "To"), Map.of("Feet", "feet")));

    assertThat(problems.lines()).isEmpty();
    assertThat(planner.keyFields())
        .extracting(EnrichPlan.KeyField::field)
        .containsExactly("To", "Runway");
    PlannedLookup planned = planner.lookups(3).get(0);
    assertThat(planned.table()).isEqualTo("Runways");
    assertThat(planned.keyPositions()).containsExactly(0, 1);
    assertThat(planned.columns()).containsExactly("Feet");
  }

  @Test
  void aLaterLookupMayGoByWhatAnEarlierOneAdds() {
    planner.add(
        lookup(
            "a",
            "Airports",
            null,
            Map.of("Id", "From"),
            ImmutableMap.of("FromName", "Name", "FromCountry", "Country", "Again", "Name")));
    planner.add(
        lookup("c", "Countries", null, Map.of("Code", "FromCountry"), Map.of("Full", "Name")));

    assertThat(problems.lines()).isEmpty();
    // One key field, three columns of the record, and then what is added.
    List<PlannedLookup> lookups = planner.lookups(3);
    assertThat(lookups.get(0).columns()).containsExactly("Name", "Country");
    assertThat(lookups.get(0).added())
        .containsExactly(
            new PlannedLookup.Added("FromName", 0, Type.string()),
            new PlannedLookup.Added("FromCountry", 1, Type.string()),
            new PlannedLookup.Added("Again", 0, Type.string()));
    assertThat(lookups.get(1).keyPositions()).containsExactly(1 + 3 + 1);
  }

  @Test
  void aKeyOfAnIndex() {
    planner.add(lookup("n", "Airports", "byname", Map.of("Name", "From"), Map.of("X", "Id")));

    assertThat(problems.lines()).isEmpty();
    assertThat(planner.lookups(3).get(0).indexOrNull()).isEqualTo("ByName");
  }

  @Test
  void whetherThereIsARowMayBeAllThatIsAsked() {
    planner.add(
        new EnrichSpec.Lookup(
            "n", "Countries", null, Map.of("Code", "From"), Map.of(), "deadLetter"));

    assertThat(problems.lines()).isEmpty();
    assertThat(planner.lookups(3).get(0).columns()).containsExactly("Code");
    assertThat(planner.lookups(3).get(0).added()).isEmpty();
  }

  @Test
  void namesThatAreUnknown() {
    planner.add(lookup("a", "Airport", null, Map.of("Id", "From"), Map.of("X", "Name")));
    planner.add(lookup("b", "Airports", "ByNmae", Map.of("Name", "From"), Map.of("Y", "Nmae")));
    planner.add(lookup("c", "Airports", null, Map.of("Idd", "From"), Map.of("Z", "Ctiy")));
    planner.add(lookup("d", "Airports", null, Map.of("Id", "Form"), Map.of("W", "City")));

    assertThat(problems.lines())
        .containsExactly(
            "--spec: lookup a: the database has no table Airport; did you mean Airports?",
            "--spec: lookup b: table Airports has no index ByNmae; did you mean ByName?",
            "--spec: lookup b: table Airports has no column Nmae; did you mean Name?",
            "--spec: lookup c: Idd is no column of the primary key of Airports, which is (Id)",
            "--spec: lookup c: table Airports has no column Ctiy; did you mean City?",
            "--spec: lookup d: key Id: the input has no field Form; did you mean From?");
  }

  @Test
  void namesOfLookups() {
    planner.add(lookup("", "Countries", null, Map.of("Code", "From"), Map.of("A", "Name")));
    planner.add(lookup("a/b", "Countries", null, Map.of("Code", "From"), Map.of("B", "Name")));
    planner.add(lookup("c", "Countries", null, Map.of("Code", "From"), Map.of("C", "Name")));
    planner.add(lookup("c", "Countries", null, Map.of("Code", "From"), Map.of("D", "Name")));

    assertThat(problems.lines())
        .containsExactly(
            "--spec: lookup 1: \"name\" has to be letters, digits, - and _, beginning with a"
                + " letter",
            "--spec: lookup a/b: \"name\" has to be letters, digits, - and _, beginning with a"
                + " letter",
            "--spec: lookup c: there are two of that name");
  }

  @Test
  void aKeyThatLeavesOutItsBeginning() {
    assertProblem(
        lookup("r", "Runways", null, Map.of("Nr", "Runway"), Map.of("Feet", "Feet")),
        "Id comes first in the primary key of Runways, and is not in the key");
  }

  @Test
  void aKeyOfNothing() {
    assertProblem(
        lookup("r", "Runways", null, Map.of(), Map.of("Feet", "Feet")),
        "it has no \"key\"; the primary key of Runways is (Id, Nr)");
  }

  @Test
  void aKeyOfAnotherTypeThanTheFieldThatWasAdded() {
    planner.add(lookup("a", "Airports", null, Map.of("Id", "From"), Map.of("Name", "Name")));
    assertProblem(
        lookup("b", "Airports", null, Map.of("Id", "Name"), Map.of("B", "Name")),
        "Id is INT64, and not STRING as the field Name that an earlier lookup adds");
  }

  @Test
  void fieldsThatAreThereAlready() {
    planner.add(
        lookup("a", "Countries", null, Map.of("Code", "From"), ImmutableMap.of("To", "Name")));
    planner.add(lookup("b", "Countries", null, Map.of("Code", "From"), Map.of("N", "Name")));
    planner.add(lookup("c", "Countries", null, Map.of("Code", "From"), Map.of("N", "Name")));

    assertThat(problems.lines())
        .containsExactly(
            "--spec: lookup a: the input has a field To of its own; add it by another name",
            "--spec: lookup c: the field N is added by an earlier lookup");
  }

  @Test
  void aLookupThatDoesNothing() {
    assertProblem(
        lookup("a", "Countries", null, Map.of("Code", "From"), Map.of()),
        "it has no \"columns\" to add, and does nothing when a row is missing");
  }

  @Test
  void aPolicyThatThereIsNot() {
    assertProblem(
        new EnrichSpec.Lookup(
            "a", "Countries", null, Map.of("Code", "From"), Map.of("N", "Name"), "skip"),
        "\"whenMissing\" is \"skip\", not one of null, drop, fail, deadLetter");
  }

  @Test
  void aColumnWithoutValues() {
    assertProblem(
        lookup("a", "Airports", null, Map.of("Id", "From"), Map.of("T", "Tokens")),
        "column Tokens is of search tokens, which cannot be read");
  }
}
