package dev.lintel.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Statement;
import com.google.common.collect.ImmutableMap;
import dev.lintel.connection.EmulatorConfig;
import dev.lintel.connection.SpannerConnections;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import dev.lintel.engines.Cell.Outcome;
import dev.lintel.engines.Engine.Written;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Imports what an engine wrote in one format, each type into a table of its own, and compares the
 * rows with the truth. One run imports all tables; those that it refuses are left out of the next
 * run.
 */
final class ImportedFiles {
  private final Engine engine;
  private final EngineFormat format;
  private final Path folder;
  private final EmulatorDatabase database;
  private final Map<String, Cell> cells = new LinkedHashMap<>();

  private ImportedFiles(
      Engine engine, EngineFormat format, Path folder, EmulatorDatabase database) {
    this.engine = engine;
    this.format = format;
    this.folder = folder;
    this.database = database;
  }

  /** One cell for each type of the engine, in their order. */
  static List<Cell> cells(Engine engine, EngineFormat format, Path folder, SpannerEmulator emulator)
      throws Exception {
    Path files = Files.createDirectories(folder.resolve("files"));
    List<Written> written = engine.write(format, files);
    List<String> ddl = new ArrayList<>();
    for (int i = 0; i < engine.types().size(); i++) {
      ddl.add(
          "CREATE TABLE %s (id INT64 NOT NULL, v %s) PRIMARY KEY (id)"
              .formatted(table(i), engine.types().get(i).column()));
    }
    EmulatorDatabase database = emulator.createDatabase(ddl);
    try {
      var imported = new ImportedFiles(engine, format, folder, database);
      imported.load(written);
      return List.copyOf(imported.cells.values());
    } finally {
      emulator.dropDatabase(database);
    }
  }

  /** No name of a table is part of another's. */
  static String table(int index) {
    return "T%03d".formatted(index);
  }

  private void load(List<Written> written) throws Exception {
    Map<String, String> patterns = new TreeMap<>();
    for (int i = 0; i < written.size(); i++) {
      // Keeps the order of the types.
      cells.put(table(i), Cell.right());
      if (written.get(i).pattern() == null) {
        cells.put(table(i), Cell.of(Outcome.NOT_WRITTEN, written.get(i).error()));
      } else {
        patterns.put(table(i), written.get(i).pattern());
      }
    }
    loadTogether(patterns);
  }

  private void loadTogether(Map<String, String> patterns) throws Exception {
    Map<String, String> remaining = new TreeMap<>(patterns);
    while (!remaining.isEmpty()) {
      CommandRun run = run(remaining);
      if (run.status() == ExitStatus.USAGE) {
        Map<String, String> refused = refused(remaining, run);
        if (refused.isEmpty()) {
          break;
        }
        refused.forEach((table, message) -> cells.put(table, Cell.of(Outcome.REFUSED, message)));
        remaining.keySet().removeAll(refused.keySet());
      } else if (run.status() == ExitStatus.FAILED) {
        break;
      } else {
        compareRows(remaining);
        return;
      }
    }
    // A run that does not say which table it is about.
    for (String table : remaining.keySet()) {
      loadAlone(table, patterns.get(table));
    }
  }

  private void loadAlone(String table, String pattern) throws Exception {
    Map<String, String> one = Map.of(table, pattern);
    CommandRun run = run(one);
    if (run.status() == ExitStatus.USAGE) {
      // A message that does not name the table is about the options, and so a fault of the matrix.
      Outcome outcome = run.err().contains(table) ? Outcome.REFUSED : Outcome.WRONG;
      cells.put(table, Cell.of(outcome, problems(run, table).get(0)));
    } else if (run.status() == ExitStatus.FAILED) {
      cells.put(
          table,
          Cell.of(
              Outcome.WRONG,
              "the job fails while it writes: "
                  + plain(run.err().lines().reduce((a, b) -> b).orElse(""), table)));
    } else {
      compareRows(one);
    }
  }

  private CommandRun run(Map<String, String> patterns) throws IOException {
    ObjectNode manifest = PlainValue.MAPPER.createObjectNode();
    var tables = manifest.putArray("tables");
    patterns.forEach(
        (table, pattern) ->
            tables
                .addObject()
                .put("table_name", table)
                .putArray("file_patterns")
                .add("files/" + pattern));
    Path file = Files.writeString(folder.resolve("manifest.json"), manifest.toString());
    List<String> options = new ArrayList<>(engine.importOptions(format));
    options.add("--importManifest=" + file);
    options.add("--format=" + format.readAs().optionName());
    options.add("--invalidOutputPath=" + Files.createTempDirectory(folder, "rejected"));
    options.add("--maxFailures=1000000");
    return CommandRun.on(database, "import", options.toArray(String[]::new));
  }

  private Map<String, String> refused(Map<String, String> patterns, CommandRun run) {
    Map<String, String> refused = new LinkedHashMap<>();
    for (String table : patterns.keySet()) {
      if (run.err().contains(table)) {
        refused.put(table, problems(run, table).get(0));
      }
    }
    return refused;
  }

  /** The problems that name a table, or all if no problem does. */
  private List<String> problems(CommandRun run, String table) {
    List<String> all = run.err().lines().filter(line -> line.startsWith("  ")).toList();
    List<String> about = all.stream().filter(line -> line.contains(table)).toList();
    return (about.isEmpty() ? (all.isEmpty() ? List.of(run.err()) : all) : about)
        .stream().map(line -> plain(line, table)).toList();
  }

  /** Without what differs from run to run. */
  private String plain(String message, String table) {
    return message
        .strip()
        .replaceFirst("^--[A-Za-z]+: ", "")
        .replaceAll("\\S*/files/(\\S*/)?[^\\s:,;]*", "the file")
        .replaceAll("\\btable " + table + "\\b", "the table")
        .replace(table, "T");
  }

  private void compareRows(Map<String, String> patterns) throws Exception {
    Map<String, List<String>> rejected = rejected();
    for (String table : patterns.keySet()) {
      EngineType type = engine.types().get(Integer.parseInt(table.substring(1)));
      cells.put(table, compare(type, rows(table, type), rejected.getOrDefault(table, List.of())));
    }
  }

  private Cell compare(EngineType type, Map<Long, String> rows, List<String> rejections) {
    ImmutableMap<Long, Expected> expected = type.expected(format);
    int missing = 0;
    int refusals = 0;
    for (Map.Entry<Long, Expected> row : expected.entrySet()) {
      String actual = rows.get(row.getKey());
      String right = row.getValue().plain();
      if (row.getValue().isRefusal()) {
        refusals++;
      }
      if (actual == null) {
        missing++;
      } else if (!actual.equals(right)) {
        return Cell.of(
            Outcome.WRONG,
            "%s is loaded as %s, not as %s"
                .formatted(
                    literal(type, row.getKey()), actual, right == null ? "an error" : right));
      }
    }
    if (rejections.size() != missing || rows.size() + missing != expected.size()) {
      return Cell.of(
          Outcome.WRONG,
          "%d rows, %d loaded, %d rejected"
              .formatted(expected.size(), rows.size(), rejections.size()));
    }
    if (missing > 0) {
      // The order of records differs from run to run.
      String message = rejections.stream().sorted().findFirst().orElseThrow();
      return new Cell(
          Outcome.REFUSED,
          missing == expected.size() || missing == refusals
              ? ""
              : missing + " of " + expected.size() + " values",
          message);
    }
    return type.loss(format).map(loss -> Cell.of(Outcome.LOSSY, loss)).orElseGet(Cell::right);
  }

  private static String literal(EngineType type, long id) {
    return id > type.samples().size() ? "NULL" : type.samples().get((int) id - 1).literal();
  }

  private Map<Long, String> rows(String table, EngineType type) throws InterruptedException {
    Map<Long, String> rows = new TreeMap<>();
    try (var lease = SpannerConnections.acquire(EmulatorConfig.of(database));
        var result =
            lease
                .connection()
                .databaseClient()
                .singleUse()
                .executeQuery(Statement.of("SELECT id, v FROM " + table))) {
      while (result.next()) {
        var row = result.getCurrentRowAsStruct();
        rows.put(row.getLong(0), PlainValue.ofSpanner(type.column(), row, 1));
      }
    }
    return rows;
  }

  /** The messages of the rejected records, by table: of a table, a single run writes any. */
  private Map<String, List<String>> rejected() throws IOException {
    Map<String, List<String>> messages = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files =
          all.filter(file -> file.toString().contains("/rejected"))
              .filter(Files::isRegularFile)
              .toList();
    }
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        JsonNode record = PlainValue.MAPPER.readTree(line);
        String table = record.get("table").asText();
        messages
            .computeIfAbsent(table, none -> new ArrayList<>())
            .add(plain(record.get("message").asText(), table));
      }
    }
    return messages;
  }
}
