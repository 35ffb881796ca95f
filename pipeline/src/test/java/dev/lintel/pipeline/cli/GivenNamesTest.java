package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.exports.ExportOptions;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.GoogleTemplate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages name options as the user did. */
class GivenNamesTest {

  private static final CommandSpec EXPORT = CommandSpec.of(ExportOptions.class);

  private static GivenNames export(String... args) {
    return GivenNames.of(List.of(EXPORT), List.of(args));
  }

  @Test
  void anOptionHasTheNameThatWasGiven() {
    assertThat(export("--spannerTable=V").in("--tableNames: V; add it to --tableNames"))
        .isEqualTo("--spannerTable: V; add it to --spannerTable");
  }

  @Test
  void anOptionThatWasNotGivenHasItsOwn() {
    assertThat(export("--spannerTable=V").in("--snapshotTime: too old"))
        .isEqualTo("--snapshotTime: too old");
  }

  @Test
  void onlyWholeNamesAreMeant() {
    assertThat(export("--spannerTable=V").in("--tableNamesX, a--tableNames, tableNames"))
        .isEqualTo("--tableNamesX, a--tableNames, tableNames");
  }

  @Test
  void anotherCommandHasItsOwnNames() {
    assertThat(
            export("--spannerDatabaseId=d")
                .in("--databaseId: there is none; see ./lintel runs --databaseId=d"))
        .isEqualTo("--spannerDatabaseId: there is none; see ./lintel runs --databaseId=d");
  }

  @Test
  void givenBothNames_keepsThem() {
    assertThat(export("--tableNames=V", "--spannerTable=V").in("--tableNames is its name"))
        .isEqualTo("--tableNames is its name");
    assertThat(export("--avroTempDirectory=a", "--csvTempDirectory=b").in("--tempDirectory"))
        .isEqualTo("--tempDirectory");
  }

  @Test
  void aTemplateHasGooglesNames_givenOrNot() {
    CommandSpec template = GoogleTemplate.SPANNER_TO_GCS_TEXT.spec(EXPORT);

    assertThat(GivenNames.of(List.of(template), List.of()).in("give --tableNames"))
        .isEqualTo("give --spannerTable");
    assertThat(
            GivenNames.of(List.of(template), List.of("--tableNames=V"))
                .in("--tableNames is not an option"))
        .isEqualTo("--tableNames is not an option");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aJobThatFailsNamesWhatWasGiven(Exception failure, String message) {
    var job =
        new FakeImport(
            (options, environment) -> {
              throw failure;
            });

    job.call("import", "--instanceId=aa", "--databaseId=bb", "--inputDir=in", "--maxNumRows=7");

    assertThat(job.err()).contains(message).doesNotContain("maxCommitRows");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(
            new UsageException("--maxCommitRows=7: too many"), "\n  --maxNumRows=7: too many"),
        arguments(
            new IllegalStateException("too many, see --maxCommitRows"),
            "lintel import: too many, see --maxNumRows\n"));
  }
}
