package dev.lintel.pipeline.exportfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import dev.lintel.pipeline.exportfolder.LintelExport.Ddl;
import dev.lintel.pipeline.exportfolder.LintelExport.FileFacts;
import dev.lintel.pipeline.exportfolder.LintelExport.TableFacts;
import dev.lintel.pipeline.exportfolder.LintelExport.Window;
import dev.lintel.pipeline.files.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON files of an export, ours and Google's. */
class ExportJsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"A", "B"})
  void whatGoogleHasWrittenComesBack(String folder) throws IOException {
    Path google = SampleData.path("google-export/" + folder);
    SpannerExport export =
        SpannerExport.parse(Files.readString(google.resolve(SpannerExport.FILE_NAME)));
    assertThat(SpannerExport.parse(export.toJson())).isEqualTo(export);
    assertThat(export.dialect())
        .isEqualTo(folder.equals("B") ? Dialect.POSTGRESQL : Dialect.GOOGLE_STANDARD_SQL);
    assertThat(export.changeStreams()).isNotEmpty();

    for (SpannerExport.Item item : export.items()) {
      String text = Files.readString(google.resolve(item.manifestFile()));
      TableManifest manifest = TableManifest.parse(text);
      assertThat(manifest.files())
          .isNotEmpty()
          // In the file it is written \\u003d.
          .allSatisfy(file -> assertThat(file.md5()).hasSize(24).endsWith("=="));
      assertThat(TableManifest.parse(manifest.toJson())).isEqualTo(manifest);
    }
  }

  @Test
  void whatGoogleLeavesOutIsLeftOut() {
    var export =
        new SpannerExport(
            List.of(SpannerExport.Item.of("T", "T-manifest.json")),
            List.of(),
            List.of(),
            SpannerExport.nameOf(Dialect.GOOGLE_STANDARD_SQL),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of());
    // Google's import dies of any field that it does not know.
    assertThat(export.toJson().replaceAll("\\s", ""))
        .isEqualTo("{\"tables\":[{\"name\":\"T\",\"manifestFile\":\"T-manifest.json\"}]}");
    assertThat(
            new TableManifest(List.of(new TableManifest.DataFile("f", "m==", null)))
                .toJson()
                .replaceAll("\\s", ""))
        .isEqualTo("{\"files\":[{\"name\":\"f\",\"md5\":\"m==\"}]}");
  }

  @Test
  void unknownFieldsArePassedOver() {
    assertThat(
            SpannerExport.parse(
                    "{\"new\": 1, \"tables\": [{\"name\": \"T\", \"dataFiles\": [\"f\"], \"x\":"
                        + " {}}]}")
                .tables())
        .containsExactly(new SpannerExport.Item("T", null, List.of("f")));
    assertThat(
            TableManifest.parse("{\"v\": 2, \"files\": [{\"name\": \"f\", \"size\": 3}]}").files())
        .containsExactly(new TableManifest.DataFile("f", null, null));
  }

  @Test
  void ourFactsComeBack() {
    var export =
        new LintelExport(
            LintelExport.FORMAT_VERSION,
            "2026-11-24T08-00-00Z-0000",
            "projects/p/instances/i/databases/d",
            "csv",
            "2026-11-24T08:00:00.000000001Z",
            null,
            List.of(
                new TableFacts(
                    "T",
                    Long.MAX_VALUE,
                    new Window("At", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"),
                    null,
                    List.of(new FileFacts("f", Long.MAX_VALUE, 7, "4waSgw=="))),
                new TableFacts("U", 0, null, "At", List.of())),
            new Ddl(List.of("CREATE TABLE T (\n  \"x\" …)"), List.of()));
    assertThat(LintelExport.parse(export.toJson())).isEqualTo(export);
  }

  @Test
  void whatIsNoSuchFileIsAnErrorThatSaysWhere() {
    assertThatThrownBy(() -> SpannerExport.parse("{\n  \"tables\": 3\n}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 2: ");
    assertThatThrownBy(() -> SpannerExport.parse("null"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a JSON object");
    assertThatThrownBy(() -> SpannerExport.parse("{\"dialect\": \"MYSQL\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown dialect MYSQL");
    assertThatThrownBy(() -> SpannerExport.parse("{\"sequences\": [{\"manifestFile\": \"m\"}]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an object without a name");
    assertThatThrownBy(() -> TableManifest.parse("{\"files\": [{\"md5\": \"x\"}]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a file without a name");
    assertThatThrownBy(() -> LintelExport.parse("{\"formatVersion\": 2}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it is of format version 2, and this release reads version 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "\"tables\": [null]; line 1: a list has a null in it",
        "\"tables\": 3; line 1: \"tables\": it has to be an array, not a number",
        "\"runId\": \"a\", \"runId\": \"b\"; line 1: Duplicate field 'runId'",
        "\"tables\": [{}]; a table without a name",
        "\"tables\": [{\"name\": \"T\", \"files\": [{}]}]; a file of table T without a name",
        "\"tables\": [{\"name\": \"T\", \"window\": {}}]; table T: a window without a column",
        "\"tables\": [{\"name\": \"T\", \"window\": {\"column\": \"At\"}}]; since is not a time:"
            + " null",
        "\"x\": 1, \"readTimestamp\": \"today\"; readTimestamp is not a time: today"
      })
  void whatCannotBeMeantByOurFactsIsAnError(String fields, String message) {
    String time = fields.contains("today") ? "" : "\"readTimestamp\": \"2026-11-24T08:00:00Z\", ";
    assertThatThrownBy(() -> LintelExport.parse("{\"formatVersion\": 1, " + time + fields + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aDatabaseOptionHasAllOfItsParts() {
    assertThatThrownBy(
            () -> SpannerExport.parse("{\"databaseOptions\": [{\"optionName\": \"a\", \"x\": 1}]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a database option without its name, its type or its value");
  }
}
