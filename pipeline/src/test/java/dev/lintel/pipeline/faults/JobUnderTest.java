package dev.lintel.pipeline.faults;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.copy.CopyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A job with its input, whose end can be compared with that of another run of it. */
enum JobUnderTest {
  IMPORT {
    @Override
    void prepare(FaultDatabases databases) throws InterruptedException {
      databases.fillSource();
      databases.emptyDestination();
      databases.fillCustomers(databases.destination());
    }

    @Override
    CommandRun run(FaultDatabases databases, Path folder, List<String> options) throws IOException {
      Path file = Files.write(folder.resolve("Orders.csv"), FaultDatabases.ordersAsCsv());
      return on(
          databases.destinationThroughProxy(),
          "import",
          options,
          "--input=" + file,
          "--tableName=Orders",
          "--maxFailures=10",
          "--invalidOutputPath=" + folder.resolve("rejected"));
    }

    @Override
    List<String> state(FaultDatabases databases, Path folder) throws Exception {
      List<String> state = new ArrayList<>(databases.contents(databases.destination()));
      for (String line : lines(folder.resolve("rejected"))) {
        JsonNode record = MAPPER.readTree(line);
        // The message of a rejected commit may name it, or the other rows that it had.
        state.add(
            "rejected: "
                + record.path("errorCode").asText()
                + record.path("record")
                + record.path("raw"));
      }
      return state;
    }
  },
  EXPORT {
    @Override
    void prepare(FaultDatabases databases) throws InterruptedException {
      databases.fillSource();
    }

    @Override
    CommandRun run(FaultDatabases databases, Path folder, List<String> options) {
      return on(
          databases.sourceThroughProxy(),
          "export",
          options,
          "--format=jsonl",
          "--outputDir=" + folder.resolve("export"));
    }

    @Override
    List<String> state(FaultDatabases databases, Path folder) throws IOException {
      return lines(folder.resolve("export"), ".jsonl");
    }
  },
  ENRICH {
    @Override
    void prepare(FaultDatabases databases) throws InterruptedException {
      databases.fillSource();
    }

    @Override
    CommandRun run(FaultDatabases databases, Path folder, List<String> options) throws IOException {
      Path input =
          Files.write(
              folder.resolve("records.jsonl"),
              Stream.iterate(0, id -> id + 1)
                  .limit(300)
                  .map(id -> "{\"n\":" + id + ",\"customer\":" + id * 7 % 120 + "}")
                  .toList());
      Path spec =
          Files.writeString(
              folder.resolve("spec.json"),
              """
              {"lookups": [{"name": "customer", "table": "Customers", "key": {"Id": "customer"},
                "columns": {"name": "Name"}, "whenMissing": "null"}]}
              """);
      return on(
          databases.sourceThroughProxy(),
          "enrich",
          options,
          "--input=" + input,
          "--spec=" + spec,
          "--outputDir=" + folder.resolve("enriched"));
    }

    @Override
    List<String> state(FaultDatabases databases, Path folder) throws IOException {
      return lines(folder.resolve("enriched"), ".jsonl");
    }
  },
  PURGE {
    @Override
    void prepare(FaultDatabases databases) throws InterruptedException {
      databases.fillSource();
    }

    @Override
    CommandRun run(FaultDatabases databases, Path folder, List<String> options) {
      return on(
          databases.sourceThroughProxy(),
          "purge",
          options,
          "--tableName=Customers",
          "--where=Kind > 0",
          "--includeChildren",
          "--archiveDir=" + folder.resolve("archive"),
          "--format=jsonl");
    }

    @Override
    List<String> state(FaultDatabases databases, Path folder) throws Exception {
      List<String> state = new ArrayList<>(databases.contents(databases.source()));
      lines(folder.resolve("archive"), ".jsonl").forEach(line -> state.add("archived: " + line));
      return state;
    }
  },
  COPY {
    @Override
    void prepare(FaultDatabases databases) throws InterruptedException {
      databases.fillSource();
      databases.emptyDestination();
    }

    @Override
    CommandRun run(FaultDatabases databases, Path folder, List<String> options) {
      List<String> all = new ArrayList<>(options);
      all.add("--verifyWritten");
      return CopyRun.of(
          databases.sourceThroughProxy(),
          databases.destinationThroughProxy(),
          all.toArray(String[]::new));
    }

    @Override
    List<String> state(FaultDatabases databases, Path folder) throws Exception {
      return databases.contents(databases.destination());
    }
  },
  VERIFY {
    @Override
    void prepare(FaultDatabases databases) throws InterruptedException {
      databases.fillSource();
      databases.fillDestinationWithDifferences();
    }

    @Override
    CommandRun run(FaultDatabases databases, Path folder, List<String> options) {
      EmulatorDatabase other = databases.destination();
      return on(
          databases.sourceThroughProxy(),
          "verify",
          options,
          "--againstProjectId=" + other.projectId(),
          "--againstInstanceId=" + other.instanceId(),
          "--againstDatabaseId=" + other.databaseId(),
          "--outputDir=" + folder.resolve("differences"));
    }

    @Override
    List<String> state(FaultDatabases databases, Path folder) throws IOException {
      return lines(folder.resolve("differences"), ".jsonl");
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Makes the databases as they are before a run. */
  abstract void prepare(FaultDatabases databases) throws Exception;

  abstract CommandRun run(FaultDatabases databases, Path folder, List<String> options)
      throws Exception;

  /** What the run is to have made. */
  abstract List<String> state(FaultDatabases databases, Path folder) throws Exception;

  /**
   * Runs the job and looks at what there is afterwards.
   *
   * @param folder an empty one
   */
  FaultyRun run(FaultDatabases databases, Path folder) throws Exception {
    Path summary = folder.resolve("summary.json");
    CommandRun run = run(databases, folder, List.of("--summaryFile=" + summary));
    return new FaultyRun(
        run,
        figures(summary),
        state(databases, folder).stream().sorted().collect(toImmutableList()));
  }

  private static ImmutableList<String> figures(Path summary) throws IOException {
    if (!Files.exists(summary)) {
      return ImmutableList.of("no summary");
    }
    JsonNode json = MAPPER.readTree(summary.toFile());
    return Streams.concat(
            Streams.stream(json.path("tables")),
            Streams.stream(json.path("lookups")).map(JobUnderTest::withoutReads))
        .map(JsonNode::toString)
        .sorted()
        .collect(toImmutableList());
  }

  /** How many reads a lookup needs depends on the sizes of bundles. */
  private static JsonNode withoutReads(JsonNode lookup) {
    return ((ObjectNode) lookup.deepCopy()).without(List.of("reads", "cacheHits"));
  }

  private static CommandRun on(
      EmulatorDatabase database, String job, List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return CommandRun.on(database, job, all.toArray(String[]::new));
  }

  /**
   * The lines of all files below a folder, each with the name of the file as far as it is stable.
   */
  private static List<String> lines(Path folder, String... suffixes) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString();
        if (suffixes.length == 0 || Stream.of(suffixes).anyMatch(name::endsWith)) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }
}
