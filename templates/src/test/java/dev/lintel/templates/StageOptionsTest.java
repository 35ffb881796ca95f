package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.lintel.pipeline.command.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that are invalid, or contradict each other. */
class StageOptionsTest {

  private static final String CLOUD =
      "--project=my-project --region=us-central1 --repository=lintel --bucket=my-bucket";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '^',
      value = {
        "--jobs=import ! one of --project, --local is required",
        "--region=us-central1 ! one of --project, --local is required",
        "--project=p1 --local=DIR ! --project, --local exclude each other; give one",
        "--local=DIR --region=us-central1 ! --region has no effect without --project; add that, or"
            + " leave out --region",
        "--local=DIR --repository=r ! --repository has no effect without --project; add that, or"
            + " leave out --repository",
        "--local=DIR --bucket=my-bucket ! --bucket has no effect without --project; add that, or"
            + " leave out --bucket",
        "--project=p1 --region=us-central1 --repository=r ! --bucket is required with --project:"
            + " Cloud Storage bucket for the specs. It must exist.",
        "--local=DIR --jobs=imprt ! --jobs: 'imprt' is not a job; did you mean import?",
        "--local=DIR --jobs=import,demo ! --jobs: 'demo' is not a job; the jobs are import, export,"
            + " enrich, copy, verify, purge, Cloud_Spanner_to_GCS_Avro, GCS_Avro_to_Cloud_Spanner,"
            + " GCS_Text_to_Cloud_Spanner, Spanner_to_GCS_Text",
        "--local=DIR --jobs=, ! --jobs names no job; leave it out for all of them",
        "--local=DIR --tag=a:b ! --tag=a:b: has to be letters, digits, underscores, periods and"
            + " hyphens, 128 at most",
        "--local=DIR --baseImage=tar://not-there.tar"
            + " ! --baseImage=tar://not-there.tar: there is no such file",
        "--local=DIR --baseImage=No%Image ! --baseImage=No%Image: not the name of an image",
        "--local=DIR --baseImage= ! --baseImage=: not the name of an image",
        "--local=gs://my-bucket/x ! --local=gs://my-bucket/x: has to be a folder on this machine",
        "--local=pom.xml ! --local: pom.xml cannot be created,",
        "CLOUD --baseImage=docker://No%Image"
            + " ! --baseImage=docker://No%Image: not the name of an image",
        "CLOUD --repo=r ! --repo is not an option; did you mean --repository?",
        "--project=p1 --region=us-central1 --repository=r --bucket=gs://my-bucket !"
            + " --bucket=gs://my-bucket: has to be the bucket's name alone, without gs:// and"
            + " without a folder",
        "--project=p1 --region=us --repository=r --bucket=my-bucket"
            + " ! --region=us: has to be a region, such as us-central1",
      })
  void givenOneMistake_namesItAndChangesNothing(String options, String problem) {
    Path target = folder.resolve("new");
    List<String> given =
        Splitter.on(' ')
            .splitToList(options.replace("CLOUD", CLOUD).replace("DIR", target.toString()));

    Staged staged = Staged.with(CloudEndpoints.google(), given.toArray(String[]::new));

    assertThat(staged.status()).as(staged.err()).isEqualTo(ExitStatus.USAGE);
    assertThat(staged.err().lines().filter(line -> line.startsWith("  ")))
        .singleElement()
        .asString()
        .startsWith("  " + problem);
    assertThat(staged.out()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void givenOnlyTheProject_namesAllOptionsThatItRequires() {
    assertThat(Staged.with(CloudEndpoints.google(), "--project=my-project").err())
        .contains(
            "3 problems, nothing was done",
            "  --region is required with --project: ",
            "  --repository is required with --project: ",
            "  --bucket is required with --project: ");
  }

  @Test
  void isListedAmongTheCommandsOfTheLauncher() {
    assertThat(LocalLintel.commands())
        .extracting(command -> command.optionsType().getSimpleName())
        .contains("ImportOptions", "EmulatorOptions", "StageOptions");
  }
}
