package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.exports.ExportOptions;
import dev.lintel.pipeline.exports.ExportedDdl;
import dev.lintel.pipeline.files.CsvDialect;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.TextOptions;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.imports.ImportOptions;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.GoogleTemplate;
import dev.lintel.pipeline.options.SpannerPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Options under the names that Google's templates have for them, and jobs under Google's names. */
public class GoogleNamesTest {
  private static final List<String> DATABASE = List.of("--instanceId=test", "--databaseId=flights");

  private static <O extends PipelineOptions> O parse(
      CommandSpec spec, Class<O> type, List<String> enough, String... args) {
    List<String> all = new ArrayList<>(enough);
    all.addAll(List.of(args));
    return new Arguments<>(spec, type).parse(all);
  }

  public static ImportOptions text(String... args) {
    List<String> enough = new ArrayList<>(DATABASE);
    enough.add("--importManifest=manifest.json");
    return parse(
        GoogleTemplate.GCS_TEXT_TO_CLOUD_SPANNER.spec(CommandSpec.of(ImportOptions.class)),
        ImportOptions.class,
        enough,
        args);
  }

  static ExportOptions avro(String... args) {
    List<String> enough = new ArrayList<>(DATABASE);
    enough.add("--outputDir=out");
    return parse(
        GoogleTemplate.CLOUD_SPANNER_TO_GCS_AVRO.spec(CommandSpec.of(ExportOptions.class)),
        ExportOptions.class,
        enough,
        args);
  }

  private static ExportOptions export(String... args) {
    return parse(
        CommandSpec.of(ExportOptions.class), ExportOptions.class, List.of("--outputDir=out"), args);
  }

  @Test
  void aNameOfGooglesIsTheOption() {
    ExportOptions options =
        export(
            "--spannerInstanceId=test",
            "--spannerDatabaseId=flights",
            "--spannerTable=Airports",
            "--spannerSnapshotTime=2026-11-24T00:00:00Z",
            "--avroTempDirectory=temp");

    assertThat(options.getInstanceId()).isEqualTo("test");
    assertThat(options.getDatabaseId()).isEqualTo("flights");
    assertThat(options.getTableNames()).isEqualTo("Airports");
    assertThat(options.getSnapshotTime()).isEqualTo("2026-11-24T00:00:00Z");
    assertThat(options.getTempDirectory()).isEqualTo("temp");
  }

  @Test
  void givenBothNames_saysWhichIsWhich() {
    assertThatThrownBy(
            () -> export("--spannerInstanceId=test", "--instanceId=test", "--databaseId=flights"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--spannerInstanceId and --instanceId are the same option, give one: --instanceId is"
                + " its name here, and the other that of Google's templates");
  }

  @Test
  void givenTwoNamesOfGoogles_refusesThem() {
    assertThatThrownBy(
            () ->
                export(
                    "--instanceId=test",
                    "--databaseId=flights",
                    "--avroTempDirectory=a",
                    "--csvTempDirectory=b"))
        .hasMessageContaining("--avroTempDirectory and --csvTempDirectory are the same option");
  }

  @Test
  void helpListsThem() {
    assertThat(HelpText.of(CommandSpec.of(ExportOptions.class)))
        .contains(
            "\nNames of Google's templates\n", "  --spannerTable=A,B", "The same as --tableNames.");
    assertThat(HelpText.of(CommandSpec.of(ImportOptions.class)))
        .containsSubsequence(
            "\nNames of Google's templates\n",
            "  --maxNumRows=N",
            "\n  --handleNewLine=",
            "\n  --waitForIndexes=",
            "\nEvery command\n");
  }

  @Test
  void whatIsAlwaysSoIsAcceptedAndSaidInOneLine() {
    FakeImport job = FakeImport.thatSucceeds();

    assertThat(
            job.call(
                "import",
                "--instanceId=test-instance",
                "--databaseId=flights",
                "--inputDir=in",
                "--waitForIndexes=false",
                "--runIndexDdlInParallel=true"))
        .isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(job.err())
        .isEqualTo(
            "lintel import: accepted, and without effect: --waitForIndexes (an import always waits"
                + " for indexes), --runIndexDdlInParallel (it always sends all index statements as"
                + " one batch, which Spanner carries out together)\n");
  }

  @Test
  void aTextImportHasGooglesDefaults() {
    ImportOptions options = text();

    assertThat(options.getCsvDialect()).isEqualTo(CsvDialect.GOOGLE);
    assertThat(options.getSpannerPriority()).isEqualTo(SpannerPriority.MEDIUM);
    assertThat(options.getTrailingDelimiter()).isTrue();
    assertThat(options.getHandleNewLine()).isFalse();
    assertThat(options.getMaxCommitRows()).isEqualTo(500);
    assertThat(options.getSpannerHost()).isNull();
    assertThat(options.getMaxFailures()).isZero();
  }

  @Test
  void anotherDialectIsNotOverriddenByGooglesDefaults() {
    ImportOptions options = text("--csvDialect=postgresql-text", "--trailingDelimiter=true");

    assertThat(TextOptions.layout(options, new Problems()))
        .isEqualTo(
            CsvDialect.POSTGRESQL_TEXT
                .layout()
                .withTrailingDelimiter(CsvLayout.TrailingDelimiter.IGNORED));
  }

  @Test
  void anyNumberOfRowsMayFailIfTheyAreWrittenSomewhere() {
    assertThat(text("--invalidOutputPath=bad").getMaxFailures()).isEqualTo(Long.MAX_VALUE);
    assertThat(text("--invalidOutputPath=bad", "--maxFailures=3").getMaxFailures()).isEqualTo(3);
    assertThat(text("--invalidOutputPath=").getMaxFailures()).isZero();
  }

  @Test
  void anEmptyParameterIsNotGiven() {
    ImportOptions options =
        text("--spannerPriority=", "--nullString=", "--escape=", "--spannerProjectId=");

    assertThat(options.getSpannerPriority()).isEqualTo(SpannerPriority.MEDIUM);
    assertThat(options.getNullString()).isNull();
    assertThat(options.getEscape()).isNull();
    assertThat(options.getSpannerProjectId()).isNull();
    assertThat(avro("--snapshotTime=", "--tableNames=").getTableNames()).isNull();
    assertThatThrownBy(() -> text("--importManifest="))
        .hasMessageContaining("--importManifest is empty");
  }

  @Test
  void anExportHasTheDdlOfAllTables() {
    assertThat(avro("--tableNames=A").getExportedDdl()).isEqualTo(ExportedDdl.ALL);
    assertThat(avro().getFormat()).isEqualTo(RecordFormat.AVRO);
  }

  @Test
  void optionsThatGoogleDoesNotHaveAreTaken() {
    assertThat(text("--jobKey=nightly").getJobKey()).isEqualTo("nightly");
    assertThatThrownBy(() -> text("--inputDir=in"))
        .hasMessageContaining("--inputDir is not an option");
    assertThatThrownBy(() -> text("--earlyIndexCreateFlag=true"))
        .as("is for exports")
        .hasMessageContaining("--earlyIndexCreateFlag is not an option");
  }

  @ParameterizedTest
  @CsvSource({
    "gs://bucket, false",
    "s3://bucket, false",
    "gs://bucket/, true",
    "gs://bucket/a/b, true",
    "b, true",
    "/a/b, true",
    "file:///a/b, true",
    "a/2026-11-29T10:00/b, true",
    "C:/a/b, true"
  })
  void aBucketAloneIsNoBeginningOfNames(String prefix, boolean isOne) {
    Optional<String> problem =
        ValueCheck.problem(CommandSpec.of(ExportOptions.class).option("textWritePrefix"), prefix);

    assertThat(problem.isEmpty()).isEqualTo(isOne);
    problem.ifPresent(
        line ->
            assertThat(line)
                .isEqualTo(
                    ("--textWritePrefix=%s: has to be a folder and a beginning of names, such as"
                            + " gs://my-bucket/exports/airports")
                        .formatted(prefix)));
  }

  @ParameterizedTest
  @EnumSource(GoogleTemplate.class)
  void aTemplateIsACommandAndHelpListsIt(GoogleTemplate template) {
    String name = template.templateName();

    CommandRun help = CommandRun.of(Map.of(), List.of(name, "--help"));
    assertThat(help.status()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(help.out()).contains("Usage: ./lintel " + name + " --option=value");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= HelpText.WIDTH);
    assertThat(CommandRun.of(Map.of(), List.of()).out()).contains("\n  " + name + "\n");
  }
}
