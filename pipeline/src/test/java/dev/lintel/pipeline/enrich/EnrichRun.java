package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.convert.StrictJson;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code ./lintel enrich} did.
 *
 * @param folder where its output and its rejected records are
 */
record EnrichRun(CommandRun command, Path folder) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Enriches with the spec, its output and its summary in that folder, and with the direct runner's
   * checks.
   */
  static EnrichRun of(EmulatorDatabase database, Path folder, String spec, String... options)
      throws IOException {
    String[] all = options(folder, spec, options);
    return new EnrichRun(CommandRun.on(database, "enrich", all), folder);
  }

  /** Likewise, of the records of a file. */
  static EnrichRun ofFile(
      EmulatorDatabase database, Path folder, String spec, Path input, String... options)
      throws IOException {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = "--input=" + input;
    return of(database, folder, spec, all);
  }

  /** A spec of these lookups. */
  static String spec(String... lookups) {
    return "{\"lookups\": [" + String.join(", ", lookups) + "]}";
  }

  /** Likewise without the checks, as a user would, who has more records. */
  static EnrichRun asGiven(EmulatorDatabase database, Path folder, String spec, String... options)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.add("enrich");
    all.add("--spannerProjectId=" + database.projectId());
    all.add("--instanceId=" + database.instanceId());
    all.add("--databaseId=" + database.databaseId());
    all.addAll(List.of(options(folder, spec, options)));
    return new EnrichRun(
        CommandRun.of(Map.of("SPANNER_EMULATOR_HOST", database.host()), all), folder);
  }

  private static String[] options(Path folder, String spec, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("spec.json"), spec);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--spec=" + file);
    all.add("--outputDir=" + folder.resolve("out"));
    all.add("--summaryFile=" + folder.resolve("summary.json"));
    return all.toArray(String[]::new);
  }

  EnrichRun succeeded() {
    assertThat(command.status()).as(command.out() + command.err()).isEqualTo(ExitStatus.SUCCEEDED);
    return this;
  }

  /** The files that it wrote. */
  List<Path> files() throws IOException {
    return files("out");
  }

  /** The lines of all of them, without the header that each file of CSV has, sorted. */
  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files()) {
      List<String> ofFile = Files.readAllLines(file);
      lines.addAll(file.toString().endsWith(".csv") ? ofFile.subList(1, ofFile.size()) : ofFile);
    }
    return lines.stream().sorted().toList();
  }

  /** The records that it rejected. */
  List<JsonNode> rejected() throws IOException {
    List<JsonNode> rejected = new ArrayList<>();
    for (Path file : files("rejected")) {
      for (String line : Files.readAllLines(file)) {
        rejected.add(StrictJson.parse(line));
      }
    }
    return rejected;
  }

  JsonNode summary() throws IOException {
    return MAPPER.readTree(folder.resolve("summary.json").toFile());
  }

  /** What the summary says of the records. */
  String records() throws IOException {
    JsonNode row = summary().path("tables").path(0);
    return "%s: read %d, written %d, failed %d"
        .formatted(
            row.path("table").asText(),
            row.path("read").asLong(),
            row.path("written").asLong(),
            row.path("failed").asLong());
  }

  /** What it says of a lookup. */
  String figures(String lookup) throws IOException {
    for (JsonNode row : summary().path("lookups")) {
      if (row.path("name").asText().equals(lookup)) {
        return "elements %d, keys %d, found %d, missing %d, failed %d"
            .formatted(
                row.path("elements").asLong(),
                row.path("keys").asLong(),
                row.path("found").asLong(),
                row.path("missing").asLong(),
                row.path("failed").asLong());
      }
    }
    throw new AssertionError("No lookup " + lookup + " in " + summary());
  }

  private List<Path> files(String name) throws IOException {
    Path of = folder.resolve(name);
    if (!Files.exists(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
