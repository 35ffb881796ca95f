package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleScriptTest {

  private static final String EXAMPLE = "nightly-export";
  private static final Pattern OPTION = Pattern.compile("(?m)^  (--[a-z-]+)");

  @TempDir Path folder;
  private ScheduleScript script;

  static Stream<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(TerraformModule.FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".sh")).toList().stream();
    }
  }

  @BeforeEach
  void makeScript() throws IOException {
    script = new ScheduleScript(folder);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isBash(Path file) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-n", file.toString()).inheritIO().start();

    assertThat(process.waitFor()).isZero();
  }

  /**
   * The assembly gives the mode to what these patterns match; in them, two stars may be nothing.
   */
  @ParameterizedTest
  @MethodSource("scripts")
  void isExecutableInTheArchive(Path file) throws IOException {
    Path root = TerraformModule.FOLDER.getParent().getParent();
    List<String> executable =
        Pattern.compile("<include>(.+)</include>")
            .matcher(Files.readString(root.resolve("dist/archive.xml")))
            .results()
            .map(match -> match.group(1).replace("**/", "{,**/}"))
            .toList();

    assertThat(executable)
        .anyMatch(
            glob ->
                FileSystems.getDefault()
                    .getPathMatcher("glob:" + glob)
                    .matches(root.relativize(file)));
  }

  @Test
  void helpListsAnOptionForEachVariableOfTheModule() throws IOException, InterruptedException {
    Set<String> expected = new TreeSet<>(Set.of("--dry-run", "--help"));
    TerraformModule.variables()
        .fieldNames()
        .forEachRemaining(name -> expected.add(ScheduleScript.option(name)));

    ScheduleScript.Run run = script.run("--help");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    Set<String> listed =
        OPTION
            .matcher(run.out())
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(listed).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--pause", "--name", "--name=", "nightly", "--parameter=since", "-n=x"})
  void unknownOptionIsRefusedInOneLine(String option) throws IOException, InterruptedException {
    ScheduleScript.Run run = script.runExample(EXAMPLE, option);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("schedule.sh: " + option.replaceAll("=.*", "") + ": ")
        .hasLineCount(1);
    assertThat(run.calls()).isEmpty();
  }

  @Test
  void missingOptionIsRefusedInOneLine() throws IOException, InterruptedException {
    List<String> all = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (String option :
        Files.readAllLines(TerraformModule.FOLDER.resolve("examples/nightly-export/schedule.sh"))) {
      if (option.startsWith("  --")) {
        all.add(option.strip().replaceAll(" \\\\$", "").replace("'", ""));
      }
    }

    for (String left : all) {
      ScheduleScript.Run run =
          script.run(all.stream().filter(each -> !each.equals(left)).toArray(String[]::new));
      if (run.status() == 2) {
        assertThat(run.err()).startsWith("schedule.sh: --").hasLineCount(1);
        assertThat(run.calls()).isEmpty();
        refused.add(left.replaceAll("=[^=]*$", "").replaceAll("=[^=]*Id$", ""));
      }
    }

    assertThat(refused)
        .containsExactly(
            "--project",
            "--region",
            "--name",
            "--job",
            "--template-bucket",
            "--image-repository",
            "--image-location",
            "--schedule",
            "--parameter",
            "--parameter",
            "--database-role",
            "--write-bucket",
            "--temp-bucket",
            "--notification-channel");
  }

  @Test
  void lineBreakInAValueIsRefused() throws IOException, InterruptedException {
    ScheduleScript.Run run = script.runExample(EXAMPLE, "--parameter=query=SELECT 1\nFROM T");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("--parameter: a value contains a control character")
        .hasLineCount(1);
  }

  @Test
  void everyBindingIsAddedWithoutACondition() throws IOException, InterruptedException {
    assertThat(script.runExample(EXAMPLE).calls())
        .filteredOn(call -> call.contains("add-iam-policy-binding"))
        .hasSizeGreaterThan(5)
        .allSatisfy(call -> assertThat(call).contains("--condition=None"));
  }

  @Test
  void createsWhatIsMissing() throws IOException, InterruptedException {
    ScheduleScript.Run run = script.runExample(EXAMPLE);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.calls("iam", "service-accounts", "create")).hasSize(2);
    assertThat(run.calls("storage", "buckets", "create")).hasSize(1);
    assertThat(run.calls("scheduler", "jobs", "create", "http")).hasSize(1);
    assertThat(run.calls("alpha", "monitoring", "policies", "create")).hasSize(3);
    assertThat(run.calls().toString()).doesNotContain(", update, http", "policies, update");
  }

  @Test
  void updatesWhatExists() throws IOException, InterruptedException {
    ScheduleScript.Run run = script.withSchedulerJobIn("ENABLED").runExample(EXAMPLE);

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.calls("scheduler", "jobs", "update", "http")).hasSize(1);
    assertThat(run.calls("alpha", "monitoring", "policies", "update"))
        .hasSize(3)
        .allSatisfy(call -> assertThat(call).contains("projects/my-project/alertPolicies/17"));
    assertThat(run.calls().toString()).doesNotContain(", create");
  }

  @Test
  void bucketThatIsNotForTemporaryFilesIsLeftAlone() throws IOException, InterruptedException {
    ScheduleScript.Run run =
        script
            .withSchedulerJobIn("ENABLED")
            .withTempBucketOfSomebodyElse()
            .runExample(EXAMPLE, "--temp-bucket=my-data");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("schedule.sh: --temp-bucket: gs://my-data exists, and is not marked")
        .hasLineCount(1);
    assertThat(run.calls())
        .containsExactly(
            List.of(
                "storage",
                "buckets",
                "list",
                "--project=my-project",
                "--filter=name~^my-data$",
                "--format=value(name,labels.lintel_temp)",
                "--verbosity=error"));
  }

  @Test
  void nothingIsCreatedIfTheNameOfTheTempBucketIsTaken() throws IOException, InterruptedException {
    ScheduleScript.Run run = script.withDenied("storage buckets create").runExample(EXAMPLE);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("denied\n");
    assertThat(withoutQuestions(run)).isEqualTo(run.calls("storage", "buckets", "create"));
  }

  @Test
  void printedCommandsDoNotChangeABucketThatTheyCouldNotCreate()
      throws IOException, InterruptedException {
    Path printed =
        Files.writeString(
            folder.resolve("printed.sh"), script.runExample(EXAMPLE, "--dry-run").out());

    ScheduleScript.Run run = script.withDenied("storage buckets create").execute(printed);

    assertThat(run.calls("storage", "buckets", "create")).hasSize(1);
    assertThat(run.calls("storage", "buckets", "update")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage buckets list",
        "iam service-accounts list",
        "scheduler jobs list",
        "alpha monitoring policies list"
      })
  void whatCannotBeLookedUpIsNotTakenForMissing(String question)
      throws IOException, InterruptedException {
    ScheduleScript.Run run = script.withDenied(question).runExample(EXAMPLE);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("denied\n");
    assertThat(String.join(" ", run.calls().get(run.calls().size() - 1))).startsWith(question);
  }

  @Test
  void scheduleIsPausedAndResumedOnlyIfNeeded() throws IOException, InterruptedException {
    assertThat(script.runExample(EXAMPLE, "--paused").calls("scheduler", "jobs", "pause"))
        .hasSize(1);
    script.withSchedulerJobIn("PAUSED");
    assertThat(script.runExample(EXAMPLE, "--paused").calls("scheduler", "jobs", "pause"))
        .isEmpty();
    assertThat(script.runExample(EXAMPLE).calls("scheduler", "jobs", "resume")).hasSize(1);
    script.withSchedulerJobIn("ENABLED");
    assertThat(script.runExample(EXAMPLE).calls("scheduler", "jobs", "resume")).isEmpty();
  }

  @Test
  void dryRunCallsNothingAndPrintsWhatARunWouldDo() throws IOException, InterruptedException {
    ScheduleScript.Run dry = script.runExample(EXAMPLE, "--dry-run");
    assertThat(dry.status()).isZero();
    assertThat(dry.calls()).isEmpty();

    Path printed = Files.writeString(folder.resolve("printed.sh"), dry.out());

    assertThat(withoutQuestions(script.execute(printed)))
        .isEqualTo(withoutQuestions(script.runExample(EXAMPLE)));
  }

  @Test
  void dryRunPrintsNoSecret() throws IOException, InterruptedException {
    assertThat(script.runExample(EXAMPLE, "--dry-run").out())
        .doesNotContain("access-token", "private_key", "password");
  }

  @Test
  void failingCommandEndsTheRun() throws IOException, InterruptedException {
    ScheduleScript.Run run = script.withDenied("scheduler jobs create").runExample(EXAMPLE);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("denied\n");
    assertThat(run.calls("alpha")).isEmpty();
  }

  private static List<List<String>> withoutQuestions(ScheduleScript.Run run) {
    return run.calls().stream().filter(call -> !call.contains("list")).toList();
  }
}
