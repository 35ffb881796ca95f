package dev.lintel.pipeline.enrich;

import static dev.lintel.pipeline.enrich.CityTables.lookup;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;
import dev.lintel.pipeline.imports.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lookups go by, and what they find. */
@Timeout(120)
@SpannerDatabase(
    ddl = {
      CityTables.CITIES,
      CityTables.CITIES_BY_COUNTRY,
      CityTables.COUNTRIES,
      CityTables.COUNTRIES_BY_NAME,
      CityTables.STREETS
    })
class EnrichKeysIT {
  private final EmulatorDatabase database;

  @TempDir private Path folder;

  EnrichKeysIT(EmulatorDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void fill(EmulatorDatabase database) throws InterruptedException {
    CityTables.fill(database);
  }

  private Path input(String... lines) throws IOException {
    return Files.write(folder.resolve("input.jsonl"), List.of(lines));
  }

  private EnrichRun run(String spec, Path input, String... options) throws IOException {
    return EnrichRun.ofFile(database, folder, spec, input, options);
  }

  @Test
  void aLaterLookupGoesByWhatAnEarlierOneAdds() throws IOException {
    EnrichRun run =
        run(
                EnrichRun.spec(
                    """
                    {"name": "city", "table": "cities", "key": {"code": "c"},
                     "columns": {"country": "Country"}}
                    """,
                    """
                    {"name": "country", "table": "Countries", "key": {"Code": "country"},
                     "columns": {"Country": "Name"}}
                    """),
                input("{\"c\":\"ACC\"}", "{\"c\":\"OSL\"}", "{\"c\":\"NIL\"}", "{\"c\":\"?\"}"))
            .succeeded();

    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "{\"c\":\"ACC\",\"country\":\"GH\",\"Country\":\"Ghana\"}",
            "{\"c\":\"OSL\",\"country\":\"NO\",\"Country\":\"Norway\"}",
            "{\"c\":\"NIL\",\"country\":null,\"Country\":null}",
            "{\"c\":\"?\",\"country\":null,\"Country\":null}");
    assertThat(run.figures("country"))
        .isEqualTo("elements 4, keys 2, found 2, missing 2, failed 0");
  }

  @Test
  void aKeyWithSeveralRowsGivesARecordForEach() throws IOException {
    EnrichRun byIndex =
        run(
                EnrichRun.spec(
                    """
                    {"name": "cities", "table": "Cities", "index": "CitiesByCountry",
                     "key": {"Country": "c"}, "columns": {"city": "Name"}}
                    """),
                input("{\"c\":\"GH\"}", "{\"c\":\"NO\"}", "{\"c\":\"ZZ\"}"))
            .succeeded();
    assertThat(byIndex.lines())
        .containsExactlyInAnyOrder(
            "{\"c\":\"GH\",\"city\":\"Accra\"}",
            "{\"c\":\"GH\",\"city\":\"Kumasi\"}",
            "{\"c\":\"NO\",\"city\":\"Oslo\"}",
            "{\"c\":\"ZZ\",\"city\":null}");
    assertThat(byIndex.records()).isEqualTo("records: read 3, written 4, failed 0");
  }

  @Test
  void aKeyMayBeTheBeginningOfAPrimaryKey() throws IOException {
    EnrichRun run =
        run(
                EnrichRun.spec(
                    """
                    {"name": "streets", "table": "Streets", "key": {"City": "at.city"},
                     "columns": {"street": "Name", "nr": "Nr"}, "whenMissing": "drop"}
                    """),
                input("{\"at\":{\"city\":\"ACC\"}}", "{\"at\":null}"))
            .succeeded();
    assertThat(run.lines())
        .containsExactly(
            "{\"at\":{\"city\":\"ACC\"},\"street\":\"High\",\"nr\":\"2\"}",
            "{\"at\":{\"city\":\"ACC\"},\"street\":\"Ring\",\"nr\":\"1\"}");
  }

  @Test
  void aKeyOfSeveralColumnsAndOfAUniqueIndex() throws IOException {
    EnrichRun run =
        run(
                EnrichRun.spec(
                    """
                    {"name": "street", "table": "Streets", "key": {"Nr": "nr", "City": "c"},
                     "columns": {"street": "Name"}}
                    """,
                    """
                    {"name": "country", "table": "Countries", "index": "CountriesByName",
                     "key": {"Name": "land"}, "columns": {"code": "Code"}}
                    """),
                input(
                    "{\"c\":\"ACC\",\"nr\":2,\"land\":\"Ghana\"}", "{\"c\":\"ACC\",\"nr\":\"1\"}"))
            .succeeded();
    assertThat(run.lines())
        .containsExactly(
            "{\"c\":\"ACC\",\"nr\":\"1\",\"street\":\"Ring\",\"code\":null}",
            "{\"c\":\"ACC\",\"nr\":2,\"land\":\"Ghana\",\"street\":\"High\",\"code\":\"GH\"}");
  }

  @Test
  void onlyRecordsThatHaveARow() throws IOException {
    EnrichRun run =
        run(
                EnrichRun.spec(
                    """
                    {"name": "known", "table": "Cities", "key": {"Code": "c"},
                     "whenMissing": "drop"}
                    """),
                input("{ \"c\" : \"ACC\" }", "{\"c\":\"ABC\"}"))
            .succeeded();
    assertThat(run.lines()).containsExactly("{ \"c\" : \"ACC\" }");
  }

  @Test
  void aLookupThatAddsNothingDoesNotMultiplyRecords() throws IOException {
    EnrichRun run =
        run(
                EnrichRun.spec(
                    """
                    {"name": "known", "table": "Streets", "key": {"City": "c"},
                     "whenMissing": "drop"}
                    """),
                input("{\"c\":\"ACC\"}", "{\"c\":\"KMS\"}"))
            .succeeded();
    assertThat(run.lines()).containsExactly("{\"c\":\"ACC\"}");
  }

  @Test
  void theDatabaseIsReadAsOfTheSnapshot() throws Exception {
    Timestamp before = Rows.write(database, CityTables.city("TMP", "Then", null));
    Rows.write(
        database,
        Mutation.newUpdateBuilder("Cities").set("Code").to("TMP").set("Name").to("Now").build());

    Path input = input("{\"c\":\"TMP\"}");
    assertThat(
            run(EnrichRun.spec(lookup("null")), input, "--snapshotTime=" + before)
                .succeeded()
                .lines())
        .containsExactly("{\"c\":\"TMP\",\"city\":\"Then\"}");
  }

  @Test
  void recordsMayComeFromAQuery() throws IOException {
    EnrichRun run =
        EnrichRun.of(
                database,
                folder,
                EnrichRun.spec(
                    """
                    {"name": "country", "table": "Countries", "key": {"Code": "Country"},
                     "columns": {"Land": "Name"}}
                    """),
                "--query=SELECT Code, Country FROM Cities WHERE Code != 'TMP'",
                "--format=csv")
            .succeeded();
    assertThat(run.lines())
        .containsExactlyInAnyOrder(
            "\"ACC\",\"GH\",\"Ghana\"",
            "\"KMS\",\"GH\",\"Ghana\"",
            "\"OSL\",\"NO\",\"Norway\"",
            "\"NIL\",\\N,\\N");
  }
}
