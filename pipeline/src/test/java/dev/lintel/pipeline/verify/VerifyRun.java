package dev.lintel.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.report.Pages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A run of {@code verify} with all its files.
 *
 * @param run what it printed
 * @param folder the folder with the folders {@code differences} and {@code fixes}, the summary and
 *     the report
 */
record VerifyRun(CommandRun run, Path folder) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern COMMAND =
      Pattern.compile("  SPANNER_EMULATOR_HOST=[^ ]+:\\d+ ./lintel (.*)");

  /** Compares a database, as a user would. */
  static VerifyRun of(EmulatorDatabase database, Path parent, String... options)
      throws IOException {
    Path folder = Files.createTempDirectory(parent, "verify");
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--outputDir=" + folder.resolve("differences"));
    all.add("--fixDir=" + folder.resolve("fixes"));
    all.add("--summaryFile=" + folder.resolve("summary.json"));
    all.add("--reportFile=" + folder.resolve("report.html"));
    return new VerifyRun(CommandRun.on(database, "verify", all.toArray(String[]::new)), folder);
  }

  VerifyRun assertStatus(ExitStatus status) {
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(status);
    return this;
  }

  JsonNode summary() throws IOException {
    return MAPPER.readTree(folder.resolve("summary.json").toFile());
  }

  /** The text of the report. */
  String report() throws IOException {
    return Pages.parse(Files.readString(folder.resolve("report.html")))
        .getDocumentElement()
        .getTextContent();
  }

  /** The sum of a figure over all tables. */
  long total(String figure) throws IOException {
    return StreamSupport.stream(summary().path("tables").spliterator(), false)
        .mapToLong(table -> table.path(figure).asLong())
        .sum();
  }

  /** The lines of all files of differences of rows, with {@code table} added. */
  List<JsonNode> differences() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (Path file : files("differences")) {
      String name = file.getFileName().toString();
      if (!name.equals("_schema.jsonl")) {
        for (String line : Files.readAllLines(file)) {
          var object = (ObjectNode) MAPPER.readTree(line);
          lines.add(object.put("table", name.replaceFirst("[.]jsonl$", "")));
        }
      }
    }
    return lines;
  }

  /** The same as {@code table kind key [columns]}. */
  List<String> found() throws IOException {
    return differences().stream()
        .map(
            line ->
                "%s %s %s %s"
                    .formatted(
                        line.path("table").asText(),
                        line.path("kind").asText(),
                        StreamSupport.stream(line.path("key").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining("/")),
                        names(line.path("columns"))))
        .toList();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The files below a folder. */
  List<Path> files(String below) throws IOException {
    if (!Files.exists(folder.resolve(below))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve(below))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The commands that it printed for making the databases equal. */
  List<List<String>> commands() {
    return run.out()
        .lines()
        .map(COMMAND::matcher)
        .filter(Matcher::matches)
        .map(command -> List.of(command.group(1).split(" ")))
        .toList();
  }
}
