package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.doctor.DoctorOptions;
import dev.lintel.pipeline.exports.ExportOptions;
import dev.lintel.pipeline.imports.ImportOptions;
import dev.lintel.pipeline.inspect.InspectOptions;
import dev.lintel.pipeline.options.CommandSpec;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTextTest {

  static Stream<CommandSpec> commands() {
    return Stream.<Class<? extends PipelineOptions>>of(
            ImportOptions.class, EmulatorOptions.class, DoctorOptions.class, InspectOptions.class)
        .map(CommandSpec::of);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noLineIsTooLongOrEndsWithASpace(CommandSpec command) {
    assertThat(HelpText.of(command).lines())
        .allSatisfy(
            line -> assertThat(line).hasSizeLessThanOrEqualTo(HelpText.WIDTH).doesNotEndWith(" "));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionIsListedOnce(CommandSpec command) {
    String help = HelpText.of(command);

    assertThat(command.options())
        .allSatisfy(option -> assertThat(help).containsOnlyOnce("\n  --" + option.name() + "="));
  }

  @Test
  void requiredOptionsComeFirstThenTheGroupsInTheirOrder() {
    assertThat(HelpText.of(CommandSpec.of(ImportOptions.class)))
        .containsSubsequence(
            "\nRequired\n  --instanceId=",
            "\n  --databaseId=",
            "\nRequired, exactly one of\n  --importManifest=",
            "\nDatabase\n",
            "\nInput\n",
            "\nCSV\n",
            "\nValues\n",
            "\nWriting\n",
            "\nResult\n",
            "\nEvery command\n",
            "\nExamples\n  ./lintel import \\\n      --instanceId=my-instance \\\n");
  }

  @Test
  void theUsageNamesTheWordsThatACommandTakes() {
    assertThat(HelpText.of(CommandSpec.of(InspectOptions.class)))
        .contains("\nUsage: ./lintel inspect FILE ... --option=value ...\n");
    assertThat(HelpText.of(CommandSpec.of(EmulatorOptions.class)))
        .contains("\nUsage: ./lintel emulator --option=value ...\n");
  }

  @Test
  void valuesAreExplainedInAColumnAndTheDefaultIsNamed() {
    assertThat(HelpText.of(CommandSpec.of(ImportOptions.class)))
        .contains(
            " ".repeat(32) + "insertOrUpdate  columns not given keep their value [default]\n",
            " ".repeat(32) + "insert          a row whose key is in the table fails\n");
  }

  @Test
  void anOptionThatNeedsAnotherNamesIt() {
    assertThat(flat(ImportOptions.class)).contains(" [with --jobKey] [example: my-ledger]");
    assertThat(flat(ExportOptions.class))
        .contains(" [with --format=avro|parquet] [default: false]");
  }

  private static String flat(Class<? extends PipelineOptions> options) {
    return HelpText.of(CommandSpec.of(options)).replaceAll("\\s+", " ");
  }

  @Test
  void optionsOfBeamAreMentionedForJobsOnly() {
    assertThat(HelpText.of(CommandSpec.of(ImportOptions.class))).contains("Beam's own options");
    assertThat(HelpText.of(CommandSpec.of(EmulatorOptions.class)))
        .doesNotContain("Beam")
        .endsWith("Example\n  ./lintel emulator \\\n      --port=9010\n");
  }
}
