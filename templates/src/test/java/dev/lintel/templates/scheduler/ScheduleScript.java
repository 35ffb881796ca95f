package dev.lintel.templates.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs schedule.sh as a process. Instead of Google's gcloud, the process finds a script that
 * records its calls.
 */
final class ScheduleScript {

  /** The result of a run: its exit status, its output, and the words of each call of gcloud. */
  record Run(int status, String out, String err, List<List<String>> calls) {

    /** The calls that begin with these words. */
    List<List<String>> calls(String... words) {
      return calls.stream()
          .filter(
              call ->
                  call.size() >= words.length
                      && call.subList(0, words.length).equals(List.of(words)))
          .toList();
    }

    /** The value of a flag in each call that has it. */
    List<String> values(String flag) {
      return calls.stream()
          .flatMap(List::stream)
          .filter(word -> word.startsWith(flag + "="))
          .map(word -> word.substring(flag.length() + 1))
          .toList();
    }
  }

  /** Records the content of the lifecycle file, because the file exists only during the run. */
  private static final String GCLOUD =
      """
      #!/usr/bin/env bash
      for word in "$@"; do
        case $word in --lifecycle-file=*) word=--lifecycle-file=$(<"${word#*=}") ;; esac
        printf '%s\\037' "$word" >> "$GCLOUD_CALLS"
      done
      printf '\\036' >> "$GCLOUD_CALLS"
      if [[ $DENIED && $* == "$DENIED"* ]]; then echo denied >&2; exit 1; fi
      if [[ ! $STATE ]]; then exit; fi
      case "$*" in
        'scheduler jobs list'*) echo "$STATE" ;;
        'storage buckets list'*) printf 'my-bucket\\t%s\\n' "$TEMP_LABEL" ;;
        'iam service-accounts list'*) echo account@my-project.iam.gserviceaccount.com ;;
        *'policies list'*) echo projects/my-project/alertPolicies/17 ;;
      esac
      """;

  private static final Map<String, String> REPEATED =
      Map.of(
          "parameters", "parameter",
          "read_buckets", "read_bucket",
          "write_buckets", "write_bucket",
          "labels", "label",
          "notification_channels", "notification_channel");

  private final Path folder;
  private String state = "";
  private String tempLabel = "true";
  private String denied = "";

  /**
   * @param folder an empty folder for the script that replaces gcloud
   */
  ScheduleScript(Path folder) throws IOException {
    this.folder = folder;
    Files.createFile(
        folder.resolve("gcloud"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(folder.resolve("gcloud"), GCLOUD);
  }

  /** From now on all resources exist, and the Scheduler job is in this state. */
  ScheduleScript withSchedulerJobIn(String schedulerState) {
    this.state = schedulerState;
    return this;
  }

  /** If the temp bucket exists, it is one that somebody else has created. */
  ScheduleScript withTempBucketOfSomebodyElse() {
    this.tempLabel = "";
    return this;
  }

  /** A call that begins with these words fails. */
  ScheduleScript withDenied(String words) {
    this.denied = words;
    return this;
  }

  /** Runs the script with only these options. */
  Run run(String... options) throws IOException, InterruptedException {
    return execute(TerraformModule.FOLDER.resolve("schedule.sh"), options);
  }

  /** Runs the script with an example's options, and these in addition. */
  Run runExample(String example, String... options) throws IOException, InterruptedException {
    return execute(
        TerraformModule.FOLDER.resolve("examples").resolve(example).resolve("schedule.sh"),
        options);
  }

  Run execute(Path script, String... options) throws IOException, InterruptedException {
    Path calls = folder.resolve("calls");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Files.deleteIfExists(calls);
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of("bash", script.toString()), Stream.of(options)).toList())
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().merge("PATH", folder + ":", (path, first) -> first + path);
    builder.environment().put("GCLOUD_CALLS", calls.toString());
    builder.environment().put("STATE", state);
    builder.environment().put("TEMP_LABEL", tempLabel);
    builder.environment().put("DENIED", denied);
    int status = builder.start().waitFor();
    return new Run(status, Files.readString(out), Files.readString(err), readCalls(calls));
  }

  /** The value of a flag in a call, which must contain the flag. */
  static String flag(List<String> call, String flag) {
    return call.stream()
        .filter(word -> word.startsWith(flag + "="))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no %s in %s".formatted(flag, call)))
        .substring(flag.length() + 1);
  }

  /** The option for a variable of the module. For a list, an option in the singular is repeated. */
  static String option(String variable) {
    String name = REPEATED.getOrDefault(variable, variable);
    return "--" + name.replace('_', '-');
  }

  /** The options that say what these arguments say to the module. */
  static String[] options(ObjectNode arguments) {
    List<String> options = new ArrayList<>();
    arguments
        .fields()
        .forEachRemaining(
            argument -> {
              JsonNode value = argument.getValue();
              if (value.isObject()) {
                value
                    .fields()
                    .forEachRemaining(
                        each ->
                            options.add(
                                "%s=%s=%s"
                                    .formatted(
                                        option(argument.getKey()),
                                        each.getKey(),
                                        each.getValue().asText())));
              } else if (value.isArray()) {
                value.forEach(each -> options.add(option(argument.getKey()) + "=" + each.asText()));
              } else {
                options.add(option(argument.getKey()) + "=" + value.asText());
              }
            });
    return options.toArray(String[]::new);
  }

  private static List<List<String>> readCalls(Path file) throws IOException {
    List<List<String>> calls = new ArrayList<>();
    if (Files.exists(file)) {
      String[] records = Files.readString(file).split("\036", -1);
      for (String call : List.of(records).subList(0, records.length - 1)) {
        String[] words = call.split("\037", -1);
        calls.add(List.of(words).subList(0, words.length - 1));
      }
    }
    return calls;
  }
}
