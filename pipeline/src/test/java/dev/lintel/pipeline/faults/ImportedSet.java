package dev.lintel.pipeline.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.faults.FaultProxy;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an import has said of its records, each of which has a name.
 *
 * @param figures those of the table
 * @param rejected the names of the records that are not in the table
 * @param unknown the names of those of which that is not known
 * @param run what went wrong, and what was printed
 */
record ImportedSet(JsonNode figures, List<String> rejected, List<String> unknown, String run) {
  private static final Pattern NAME = Pattern.compile("record-\\d+");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Imports lines of CSV into the table Records, while answers to commits are lost. */
  static ImportedSet of(
      FaultProxy proxy, EmulatorDatabase database, Path folder, String mode, List<String> lines)
      throws IOException {
    Path file = Files.write(folder.resolve("Records.csv"), lines);
    Path rejected = folder.resolve("rejected");
    Path summary = folder.resolve("summary.json");
    CommandRun run =
        CommandRun.on(
            proxy.reach(database),
            "import",
            "--input=" + file,
            "--tableName=Records",
            "--mode=" + mode,
            "--maxFailures=1000",
            "--invalidOutputPath=" + rejected,
            "--summaryFile=" + summary);
    String what = String.join("\n", proxy.injected()) + "\n" + run.out() + run.err();
    assertThat(run.status()).as(what).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(proxy.injected()).as(what).anyMatch(fault -> fault.startsWith("LOST_COMMIT"));

    List<String> known = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (JsonNode record : records(rejected)) {
      Matcher name = NAME.matcher(record.path("record") + record.path("raw").asText());
      assertThat(name.find()).as("%s", record).isTrue();
      (record.path("errorCode").asText().equals("UNKNOWN") ? unknown : known).add(name.group());
    }
    return new ImportedSet(MAPPER.readTree(summary.toFile()).at("/tables/0"), known, unknown, what);
  }

  private static List<JsonNode> records(Path folder) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          records.add(MAPPER.readTree(line));
        }
      }
    }
    return records;
  }

  /** A figure of the summary. */
  long figure(String name) {
    return figures.path(name).asLong();
  }
}
