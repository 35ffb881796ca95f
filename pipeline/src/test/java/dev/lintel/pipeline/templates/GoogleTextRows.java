package dev.lintel.pipeline.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.cli.GoogleNamesTest;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.function.Executable;

/** The rows about the import of text files, and what these mean. */
record GoogleTextRows(GoogleTemplateRuns on) {

  ImmutableMap<String, Executable> tests() {
    return ImmutableMap.<String, Executable>builder()
        .put("`importManifest`", this::manifest)
        .put("`columnDelimiter`, `fieldQualifier`, `escape`", this::characters)
        .put("`nullString`", this::nullString)
        .put("`trailingDelimiter`", this::trailingDelimiter)
        .put("`dateFormat`", this::dateFormat)
        .put("`timestampFormat`", this::timestampFormat)
        .put("`handleNewLine`", this::lineBreaks)
        .put("`invalidOutputPath`", this::rejected)
        .put("`maxNumRows`", this::rowsOfCommits)
        .put("an empty field", this::emptyField)
        .put("fewer fields than columns", this::fewerFields)
        .put("more fields than columns", this::moreFields)
        .put("BOOL", () -> on.assertRow(3, "[x, YQ==, false, 2024-02-09, 2024-02-09T10:00:00Z]"))
        .put("DATE", this::dates)
        .put("TIMESTAMP", this::timestampFormat)
        .put("a value that the column cannot hold", this::valuesThatDoNotFit)
        .put("a row that Spanner refuses", this::refusedRow)
        .put("rows that reference rows of other tables", this::referencingRows)
        .put("1e400", () -> assertThat(on.rejected()).contains("1e400"))
        .buildOrThrow();
  }

  private void manifest() throws Exception {
    on.text.assertSucceeded();
    Path manifest = on.folder.resolve("pg.json");
    Files.writeString(manifest, "{\"dialect\": \"POSTGRESQL\", \"tables\": []}");
    on.run("GCS_Text_to_Cloud_Spanner", "--importManifest=" + manifest)
        .command()
        .assertRefused(
            "\"dialect\" is POSTGRESQL, and the database is GOOGLE_STANDARD_SQL", "names no table");
  }

  private void characters() throws Exception {
    on.text.assertSucceeded();
    on.assertRow(9, "[two\nlines, null, null, 2024-02-09, null]");
    on.assertRow(10, "[a|b, null, null, null, null]");
  }

  private void nullString() throws Exception {
    on.assertRow(6, "[null, null, false, null, null]");
    on.plain.assertSucceeded();
    on.assertRow(21, "[NULL, null, null, null, null]");
  }

  private void trailingDelimiter() throws Exception {
    on.assertRow(1, "[null, null, true, 2024-02-09, 2023-11-14T22:13:20Z]");
    on.assertRow(3, "[x, YQ==, false, 2024-02-09, 2024-02-09T10:00:00Z]");
    Files.writeString(on.folder.resolve("strict.csv"), "30,a\n31,a,\n");
    GoogleTemplateRuns.Run strict =
        on.run(
            "GCS_Text_to_Cloud_Spanner",
            "--importManifest=" + new GoogleTextRuns(on).manifest("strict", "V", "Id", "S"),
            "--trailingDelimiter=false");
    assertThat(strict.command().status()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(on.query("SELECT Id FROM V WHERE Id IN (30, 31)")).containsExactly("[30]");
  }

  private void dateFormat() throws Exception {
    assertThat(on.rejected()).contains("2023-02-31");
    assertThat(on.query("SELECT CAST(D AS STRING) FROM V WHERE Id = 9"))
        .containsExactly("[2024-02-09]");
    assertThat(on.query("SELECT Id FROM V WHERE Id = 11")).as("31/02/2024").isEmpty();
  }

  private void dates() throws Exception {
    on.assertRow(1, "[null, null, true, 2024-02-09, 2023-11-14T22:13:20Z]");
    on.assertRow(3, "[x, YQ==, false, 2024-02-09, 2024-02-09T10:00:00Z]");
  }

  private void timestampFormat() throws Exception {
    on.assertRow(1, "[null, null, true, 2024-02-09, 2023-11-14T22:13:20Z]");
    on.assertRow(3, "[x, YQ==, false, 2024-02-09, 2024-02-09T10:00:00Z]");
    assertThat(on.rejected()).contains("2023-02-30 00:00:00");
  }

  private void lineBreaks() throws Exception {
    assertThat(on.query("SELECT S FROM V WHERE Id = 9")).containsExactly("[two\nlines]");
    assertThat(on.rejected()).contains("csvLineBreaks=never");
  }

  private void rejected() throws Exception {
    assertThat(on.rejected()).contains("\"message\":", "\"table\":\"V\"");
    // They are wrong once more, and are read.
    CommandRun again =
        on.run("import", "--format=rejected", "--inputDir=" + on.folder.resolve("bad")).command();
    assertThat(again.status()).as(again.err()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
  }

  private void rowsOfCommits() {
    on.text.assertSucceeded();
    assertThat(on.text.requests().commits())
        .extracting(ServerRequests::rowsOf)
        .contains(2)
        .allMatch(rows -> rows <= 2);
    // By default there may be more.
    assertThat(on.copy.requests().commits()).extracting(ServerRequests::rowsOf).contains(6);
    assertThat(GoogleNamesTest.text().getMaxCommitRows()).isEqualTo(500);
  }

  private void emptyField() throws Exception {
    on.assertRow(1, "[null, null, true, 2024-02-09, 2023-11-14T22:13:20Z]");
    on.assertRow(20, "[, , null, null, null]");
  }

  /** The row was there, with a value in one of the other columns. */
  private void fewerFields() throws Exception {
    on.assertRow(2, "[a, null, null, null, null]");
  }

  private void moreFields() throws Exception {
    assertThat(on.rejected()).contains("9 fields, but the file has 7 columns");
    assertThat(on.query("SELECT Id FROM V WHERE Id = 7")).isEmpty();
  }

  private void valuesThatDoNotFit() throws Exception {
    on.text.assertSucceeded();
    assertThat(on.lines.command().status()).isEqualTo(ExitStatus.TOO_MANY_FAILURES);
    assertThat(on.query("SELECT Id FROM V WHERE Id IN (9, 10)")).hasSize(2);
  }

  private void refusedRow() throws Exception {
    assertThat(on.rejected()).contains("\"table\":\"A\"", "ZOfA");
  }

  private void referencingRows() throws Exception {
    assertThat(on.query("SELECT Id, Z FROM A")).containsExactly("[1, 1]");
  }
}
