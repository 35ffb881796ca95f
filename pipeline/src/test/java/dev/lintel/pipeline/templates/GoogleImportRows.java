package dev.lintel.pipeline.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.imports.Rows;
import org.junit.jupiter.api.function.Executable;

/** The rows about imports of exports, and about the schema that they make. */
record GoogleImportRows(GoogleTemplateRuns on) {

  ImmutableMap<String, Executable> tests() {
    return ImmutableMap.<String, Executable>builder()
        .put("`inputDir`", this::input)
        .put(
            "`waitForIndexes`, `waitForForeignKeys`, `waitForChangeStreams`, `waitForSequences`",
            this::waits)
        .put("`earlyIndexCreateFlag`, `earlyIndexCreateThreshold`", this::earlyIndexes)
        .put("`ddlCreationTimeoutInMinutes`", this::timeLimit)
        .put("`runIndexDdlInParallel`", this::oneBatch)
        .buildOrThrow();
  }

  private void input() throws Exception {
    on.copy.assertSucceeded();
    on.ofJsonl.assertSucceeded();
    assertThat(Rows.of(on.made("of-jsonl"), "SELECT Id FROM Z")).containsExactly("[1]");
    on.run("GCS_Avro_to_Cloud_Spanner", "--inputDir=" + new GoogleTextRuns(on).folderOfFiles())
        .assertSucceeded();
    assertThat(on.query("SELECT Id FROM Z WHERE Id = 77")).containsExactly("[77]");
  }

  private void waits() throws Exception {
    assertThat(on.copy.command().err())
        .contains(
            "accepted, and without effect: --waitForIndexes (",
            "--waitForForeignKeys (",
            "--waitForChangeStreams (",
            "--waitForSequences (");
    assertThat(
            Rows.of(
                on.copied(),
                "SELECT INDEX_STATE FROM INFORMATION_SCHEMA.INDEXES WHERE INDEX_NAME = 'VByS'"))
        .containsExactly("[READ_WRITE]");
    assertThat(
            Rows.of(
                on.copied(),
                "SELECT CONSTRAINT_NAME FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS"
                    + " WHERE CONSTRAINT_NAME = 'ZOfA'"))
        .hasSize(1);
  }

  private void earlyIndexes() {
    // An index and a foreign key are two.
    ServerRequests early = on.copy.assertSucceeded().requests();
    assertThat(early.stepOf("CREATE INDEX")).isNotNegative().isLessThan(early.stepOf("rows"));
    assertThat(early.stepOf("ALTER TABLE")).isGreaterThan(early.stepOf("rows"));
    for (var late :
        new ServerRequests[] {
          on.fewIndexes.assertSucceeded().requests(), on.notAsked.assertSucceeded().requests()
        }) {
      assertThat(late.stepOf("CREATE TABLE")).isLessThan(late.stepOf("rows"));
      assertThat(late.stepOf("CREATE INDEX")).isGreaterThan(late.stepOf("rows"));
    }
  }

  /** {@link LateCreationIT} waits for a minute, which is the shortest limit. */
  private void timeLimit() throws Exception {
    on.copy.assertSucceeded();
    on.run(
            "GCS_Avro_to_Cloud_Spanner",
            "--inputDir=" + on.export(),
            "--ddlCreationTimeoutInMinutes=0")
        .command()
        .assertRefused("--ddlCreationTimeoutInMinutes=0: has to be a number of minutes");
  }

  private void oneBatch() {
    assertThat(on.copy.command().err()).contains("--runIndexDdlInParallel (it always sends");
    // Whether it is given or not.
    ServerRequests requests = on.fewIndexes.assertSucceeded().requests();
    assertThat(requests.schemaAndRows().get(requests.stepOf("CREATE INDEX")))
        .anyMatch(text -> text.startsWith("CREATE INDEX"))
        .anyMatch(text -> text.startsWith("ALTER TABLE"));
    assertThat(
            requests
                .schemaAndRows()
                .subList(requests.stepOf("rows"), requests.schemaAndRows().size()))
        .hasSize(2);
  }
}
