package dev.lintel.pipeline.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds one rejected record of each kind in the files that an import wrote. */
final class RejectedExamples {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RejectedExamples() {}

  /** The records as "Table: message", one for each kind of mistake, in the order of the tables. */
  static List<String> in(Path folder) throws IOException {
    List<Path> files;
    try (var found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
    Map<String, String> byKind = new TreeMap<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        JsonNode rejected = MAPPER.readTree(line);
        String example = rejected.path("table").asText() + ": " + rejected.path("message").asText();
        // Two mistakes of one kind differ in keys and quoted values only.
        byKind.putIfAbsent(example.replaceAll("\\d+|\"[^\"]*\"", "#"), example);
      }
    }
    return new ArrayList<>(byKind.values());
  }
}
