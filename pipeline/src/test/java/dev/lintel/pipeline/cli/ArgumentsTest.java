package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.common.base.Splitter;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.exports.ExportOptions;
import dev.lintel.pipeline.files.CsvDialect;
import dev.lintel.pipeline.imports.ImportFormat;
import dev.lintel.pipeline.imports.ImportOptions;
import dev.lintel.pipeline.inspect.InspectOptions;
import dev.lintel.pipeline.load.RowMode;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.OptionSpec;
import dev.lintel.pipeline.options.SpannerPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  private static final List<String> ENOUGH =
      List.of("--instanceId=test-instance", "--databaseId=flights", "--inputDir=in");

  @Test
  void givenOnlyRequiredOptions_allOthersHaveTheirDefaults() {
    ImportOptions options = parse();

    assertThat(options.getInstanceId()).isEqualTo("test-instance");
    assertThat(options.getDatabaseId()).isEqualTo("flights");
    assertThat(options.getInputDir()).isEqualTo("in");
    assertThat(options.getMode()).isEqualTo(RowMode.INSERT_OR_UPDATE);
    assertThat(options.getCsvDialect()).isEqualTo(CsvDialect.PLAIN);
    assertThat(options.getMaxFailures()).isZero();
    assertThat(
            new Object[] {
              options.getSpannerProjectId(),
              options.getSpannerHost(),
              options.getSpannerPriority(),
              options.getSummaryFile(),
              options.getImportManifest(),
              options.getInput(),
              options.getTableName(),
              options.getFormat(),
              options.getHasHeader(),
              options.getColumnDelimiter(),
              options.getFieldQualifier(),
              options.getEscape(),
              options.getNullString(),
              options.getDateFormat(),
              options.getTimestampFormat(),
              options.getTimeZone(),
              options.getDdlFile(),
              options.getInvalidOutputPath(),
              options.getMaxCommitDelayMillis(),
              options.getRequestTag()
            })
        .containsOnlyNulls();
  }

  @Test
  void wordsAreValuesOfTheOptionThatTakesThemAndKeepTheirCommas() {
    InspectOptions options =
        words("a,b.csv", "--hasHeader", "c.csv", "--input=d.csv", "--records=1");

    assertThat(options.getInput()).containsExactly("a,b.csv", "c.csv", "d.csv");
    assertThat(options.getHasHeader()).isTrue();
    assertThat(options.getRecords()).isEqualTo(1);
  }

  @Test
  void givenNoWordsAlthoughTheyAreRequired_saysSo() {
    assertThatThrownBy(() -> words("--hasHeader"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--input is required: ");
  }

  private static InspectOptions words(String... args) {
    return new Arguments<>(CommandSpec.of(InspectOptions.class), InspectOptions.class)
        .parse(List.of(args));
  }

  @Test
  void valuesAreKeptAsWritten() {
    ImportOptions options =
        parse(
            "--format=jsonl",
            "--mode=replace",
            "--spannerPriority=LOW",
            "--hasHeader",
            "--columnDelimiter=|",
            "--escape=\\",
            "--nullString=",
            "--fieldQualifier=",
            "--maxFailures=4294967296",
            "--maxCommitDelayMillis=100",
            "--timestampFormat=yyyy-MM-dd HH:mm:ss",
            "--ddlFile=a=b,c.sql");

    assertThat(options.getFormat()).isEqualTo(ImportFormat.of("jsonl"));
    assertThat(options.getMode()).isEqualTo(RowMode.REPLACE);
    assertThat(options.getSpannerPriority()).isEqualTo(SpannerPriority.LOW);
    assertThat(options.getHasHeader()).isTrue();
    assertThat(options.getColumnDelimiter()).isEqualTo("|");
    assertThat(options.getEscape()).isEqualTo("\\");
    assertThat(options.getNullString()).isEmpty();
    assertThat(options.getFieldQualifier()).isEmpty();
    assertThat(options.getMaxFailures()).isEqualTo(4_294_967_296L);
    assertThat(options.getMaxCommitDelayMillis()).isEqualTo(100);
    assertThat(options.getTimestampFormat()).isEqualTo("yyyy-MM-dd HH:mm:ss");
    assertThat(options.getDdlFile()).isEqualTo("a=b,c.sql");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "--format=xml ! --format=xml: not one of csv, jsonl, avro, parquet, rejected",
        "--format=CSV ! --format=CSV: not one of csv, jsonl, avro, parquet, rejected",
        "--format=0 ! --format=0: not one of csv, jsonl, avro, parquet, rejected",
        "--format= ! --format=: not one of csv, jsonl, avro, parquet, rejected",
        "--maxFailures=x ! --maxFailures=x: has to be a whole number",
        "--maxFailures=1.5 ! --maxFailures=1.5: has to be a whole number",
        "--maxFailures= ! --maxFailures=: has to be a whole number",
        "--maxFailures=-1 ! --maxFailures=-1: has to be a whole number from 0 up",
        "--maxCommitDelayMillis=501 ! --maxCommitDelayMillis=501: has to be 0 to 500 milliseconds",
        "--hasHeader=yes ! --hasHeader=yes: has to be true or false",
        "--columnDelimiter=ab ! --columnDelimiter=ab: has to be one character, or \\t for a tab",
        "--spannerHost=localhost ! --spannerHost=localhost: has to be a URL of scheme and host",
        "--numWorkers=x ! --numWorkers=x: has to be a whole number",
        "--streaming=maybe ! --streaming=maybe: has to be true or false",
        "--ddlFile ! --ddlFile needs a value, --ddlFile=FILE",
        "--tempLocation ! --tempLocation needs a value, --tempLocation=VALUE",
        "--mode=insert --mode=update ! --mode is given 2 times; give it once",
        "--mode=insert --mode=insert ! --mode is given 2 times; give it once",
        "--tableName T ! --tableName T: put an equals sign between them, --tableName=T",
        "--hasHeader true ! --hasHeader true: put an equals sign between them, --hasHeader=true",
        "--instanceID=a ! --instanceID is not an option; did you mean --instanceId?",
        "--null-string=a ! --null-string is not an option; did you mean --nullString?",
        "--table=T ! --table is not an option; did you mean --tableName?",
        "--runer=X ! --runer is not an option; did you mean --runner?",
        "--qwertz=1 ! --qwertz is not an option",
        "--=1 ! -- is not an option",
        "-hasHeader ! '-hasHeader': options are written --name=value",
        "file.csv ! 'file.csv': options are written --name=value",
        "--input=x ! --inputDir, --input exclude each other; give one",
      })
  void givenOneMistake_saysWhatIsWrongAndNothingElse(String args, String problem) {
    assertThat(problems(args)).containsExactly(problem);
  }

  @Test
  void givenNothing_namesAllRequiredOptions() {
    assertThatThrownBy(() -> parseOnly(List.of()))
        .asInstanceOf(type(UsageException.class))
        .extracting(UsageException::problems)
        .isEqualTo(
            List.of(
                "--instanceId is required: Spanner instance that holds the database.",
                "--databaseId is required: Spanner database.",
                "one of --importManifest, --inputDir, --input is required"));
  }

  @Test
  void givenRequiredOptionWithEmptyValue_itIsMissing() {
    assertThatThrownBy(
            () -> parseOnly(List.of("--instanceId=test", "--databaseId=flights", "--inputDir=")))
        .hasMessage("--inputDir is empty; give a place, or leave out the option");
    assertThatThrownBy(
            () -> parseOnly(List.of("--instanceId=test", "--databaseId=", "--inputDir=in")))
        .hasMessageStartingWith("--databaseId");
  }

  /** It would be the root of the file system, or a variable that was not set. */
  @Test
  void everyOptionThatNamesAPlaceRefusesAnEmptyValue() {
    List<String> places =
        CommandSpec.of(ImportOptions.class).options().stream()
            .filter(option -> option.paramType().isPlace())
            .map(OptionSpec::name)
            .filter(name -> !name.equals("invalidOutputPath"))
            .toList();
    assertThat(places).contains("summaryFile", "ddlFile", "importManifest");
    for (String place : places) {
      assertThat(problems("--" + place + "="))
          .contains("--%s is empty; give a place, or leave out the option".formatted(place));
    }
  }

  @Test
  void whereGooglesTemplatesTakeAnEmptyValueForNone_itIsNotGiven() {
    ImportOptions options = parse("--invalidOutputPath=", "--spannerPriority=");
    assertThat(options.getInvalidOutputPath()).isNull();
    assertThat(options.getSpannerPriority()).isNull();
  }

  @Test
  void givenMistypedRequiredOption_doesNotCallItMissingAsWell() {
    assertThatThrownBy(
            () -> parseOnly(List.of("--instance=test", "--databaseId=flights", "--inputDir=in")))
        .hasMessage("--instance is not an option; did you mean --instanceId?");
  }

  @Test
  void givenAnOptionThatNeedsAnother_saysWhichAndWhatToDo() {
    assertThat(problems("--ledgerDatabaseId=my-ledger --jobLeaseSeconds=60"))
        .containsExactly(
            "--ledgerDatabaseId has no effect without --jobKey; add that, or leave out"
                + " --ledgerDatabaseId",
            "--jobLeaseSeconds has no effect without --jobKey; add that, or leave out"
                + " --jobLeaseSeconds");
    assertThat(parse("--ledgerDatabaseId=my-ledger", "--jobKey=k").getLedgerDatabaseId())
        .isEqualTo("my-ledger");
  }

  @Test
  void givenTheDefaultOfAnOptionThatNeedsAnother_itDoesNoHarm() {
    assertThat(parse("--jobLeaseSeconds=300").getJobLeaseSeconds()).isEqualTo(300);
  }

  @Test
  void givenAMistypedParent_doesNotCallTheOptionUseless() {
    assertThat(problems("--jobKy=k --ledgerDatabaseId=my-ledger"))
        .containsExactly("--jobKy is not an option; did you mean --jobKey?");
  }

  @Test
  void givenAnOptionThatNeedsAValueOfAnother_theDefaultOfThatCounts() {
    String option = "--shouldExportTimestampAsLogicalType";

    assertThat(export(option).getShouldExportTimestampAsLogicalType()).isTrue();
    assertThat(export(option, "--format=parquet").getShouldExportTimestampAsLogicalType()).isTrue();
    assertThatThrownBy(() -> export(option, "--format=csv"))
        .hasMessage(
            "--shouldExportTimestampAsLogicalType has no effect without --format=avro or"
                + " --format=parquet; add that, or leave out"
                + " --shouldExportTimestampAsLogicalType");
  }

  private static ExportOptions export(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("--instanceId=test", "--databaseId=flights", "--outputDir=exports"));
    args.addAll(List.of(more));
    return parse(ExportOptions.class, args);
  }

  @Test
  void givenUnknownRunner_namesTheKnownOnes() {
    assertThat(problems("--runner=SparkRunner"))
        .singleElement()
        .asString()
        .contains("SparkRunner", "DirectRunner", "DataflowRunner");
  }

  @Test
  void anOptionWithAListMayBeGivenTwice() {
    assertThat(parse("--experiments=a", "--experiments=b").as(ExperimentalOptions.class))
        .extracting(ExperimentalOptions::getExperiments)
        .isEqualTo(List.of("a", "b"));
  }

  @Test
  void optionsOfBeamAndOfARunnerAreAccepted() {
    ImportOptions options =
        parse("--streaming", "--tempLocation=gs://bucket/tmp", "--region=europe-west1");

    assertThat(options.as(StreamingOptions.class).isStreaming()).isTrue();
    assertThat(options.getTempLocation()).isEqualTo("gs://bucket/tmp");
  }

  @Test
  void aLocalRunHasNoChecksOfTheRunnerAndDoesNotBlock() {
    DirectOptions options = parse().as(DirectOptions.class);

    assertThat(options.getRunner()).isEqualTo(DirectRunner.class);
    assertThat(options.getTargetParallelism())
        .isEqualTo(LocalRunDefaults.threads(Runtime.getRuntime().availableProcessors()));
    assertThat(options.isEnforceImmutability()).isFalse();
    assertThat(options.isEnforceEncodability()).isFalse();
    assertThat(options.isBlockOnRun()).isFalse();
    assertThat(options.as(ApplicationNameOptions.class).getAppName()).isEqualTo("lintel-import");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "16, 15"})
  void oneProcessorIsLeftToTheRunnersMonitor(int processors, int threads) {
    assertThat(LocalRunDefaults.threads(processors)).isEqualTo(threads);
  }

  @Test
  void givenTheChecksOfTheRunner_theyAreOn() {
    DirectOptions options =
        parse("--runner=directRunner", "--enforceImmutability", "--enforceEncodability=true")
            .as(DirectOptions.class);

    assertThat(options.isEnforceImmutability()).isTrue();
    assertThat(options.isEnforceEncodability()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DataflowRunner", "TestDataflowRunner"})
  void givenAnotherRunner_theDirectRunnersOptionsAreNotSet(String runner) {
    DirectOptions options =
        parse("--runner=" + runner, "--project=p", "--region=r", "--tempLocation=gs://b/t")
            .as(DirectOptions.class);

    assertThat(options.isEnforceImmutability()).isTrue();
    assertThat(options.isBlockOnRun()).isTrue();
  }

  @Test
  void localCommandTakesNoOptionsOfBeam() {
    assertThatThrownBy(() -> parse(EmulatorOptions.class, List.of("--runner=DirectRunner")))
        .isInstanceOf(UsageException.class)
        .hasMessage("--runner is not an option");
    assertThat(parse(EmulatorOptions.class, List.of("--port=9010")).getPort()).isEqualTo(9010);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "x"})
  void portOutOfRangeIsRefused(String port) {
    assertThatThrownBy(() -> parse(EmulatorOptions.class, List.of("--port=" + port)))
        .hasMessageStartingWith("--port=%s: has to be a".formatted(port));
  }

  static Stream<String> examples() {
    return CommandSpec.of(ImportOptions.class).examples().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleOfTheHelpIsAccepted(String example) {
    assertThat(parseOnly(Splitter.on(' ').splitToList(example)).getInstanceId())
        .isEqualTo("my-instance");
  }

  private static List<String> problems(String args) {
    List<String> all = new ArrayList<>(ENOUGH);
    all.addAll(Splitter.on(' ').splitToList(args));
    if (args.startsWith("--instanceID")) {
      all.remove(0);
    }
    try {
      parseOnly(all);
      return List.of();
    } catch (UsageException e) {
      return e.problems();
    }
  }

  private static ImportOptions parse(String... more) {
    return parseOnly(Stream.concat(ENOUGH.stream(), Stream.of(more)).toList());
  }

  private static ImportOptions parseOnly(List<String> args) {
    return parse(ImportOptions.class, args);
  }

  private static <O extends PipelineOptions> O parse(Class<O> type, List<String> args) {
    return new Arguments<>(CommandSpec.of(type), type).parse(args);
  }
}
