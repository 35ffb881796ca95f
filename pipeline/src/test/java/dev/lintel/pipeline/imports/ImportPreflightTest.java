package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.ddl.DdlScript;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.files.MeetingFileSystem.Meeting;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.formats.Formats;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.load.Consent;
import dev.lintel.schema.DatabaseSchema;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the launcher opens the files of an import. */
@Timeout(60)
class ImportPreflightTest {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              "CREATE TABLE A (Id INT64) PRIMARY KEY (Id); CREATE TABLE B (Id INT64) PRIMARY KEY"
                  + " (Id)",
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @BeforeAll
  static void findFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static ImportSource source(Meeting meeting, String table, String... files) {
    return ImportSource.of(
        "--input",
        table,
        Formats.of(RecordFormat.JSONL),
        ImportManifest.Columns.inOrder(List.of()),
        Arrays.stream(files).map(meeting::file).toList());
  }

  private static ImportPlan check(boolean ofExport, ImportSource... sources) {
    return new ImportPreflight(
            SCHEMA,
            Mutation.Op.INSERT_OR_UPDATE,
            Consent.TO_NOTHING,
            TextSettings.defaults(),
            UnpackLimit.DEFAULT)
        .check(List.of(sources), ofExport, ImmutableList.of(), new Problems());
  }

  @Test
  void theFilesOfAllTablesAreOpenedAtTheSameTimeAndOnce() {
    try (var meeting = Meeting.of("all", 4, "")) {
      ImportPlan plan =
          check(false, source(meeting, "A", "1", "2"), source(meeting, "B", "3", "4"));

      assertThat(plan.loads()).hasSize(2);
      assertThat(meeting.opened()).isEqualTo(4);
    }
  }

  @Test
  void ofAnExportOneFileOfEachTableIsOpened() {
    try (var meeting = Meeting.of("export", 2, "")) {
      check(true, source(meeting, "A", "1", "2", "3"), source(meeting, "B", "4", "5"));

      assertThat(meeting.opened()).isEqualTo(2);
    }
  }

  @Test
  void problemsAreInTheOrderOfTheSources() {
    try (var meeting = Meeting.of("problems", 1, "")) {
      var missing = Meeting.of("missing", 1, "");
      ImportSource gone = source(missing, "A", "1", "2");
      missing.close();

      assertThatThrownBy(
              () -> check(false, gone, source(meeting, "C", "3"), source(missing, "B", "4")))
          .isInstanceOfSatisfying(
              UsageException.class,
              e ->
                  assertThat(e.problems())
                      .satisfiesExactly(
                          line -> assertThat(line).contains("meeting://missing/1"),
                          line -> assertThat(line).contains("meeting://missing/2"),
                          line -> assertThat(line).contains("has no table C"),
                          line -> assertThat(line).contains("meeting://missing/4")));
    }
  }
}
