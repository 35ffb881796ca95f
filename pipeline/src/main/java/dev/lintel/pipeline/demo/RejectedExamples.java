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

/** Picks one rejected record of each kind out of the files that an import wrote. */
final class RejectedExamples {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RejectedExamples() {}

  /** "Table: message", one for each kind of mistake, in the order of the tables. */
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
        // What differs between two mistakes of one kind: keys and quoted values.
        byKind.putIfAbsent(example.replaceAll("\\d+|\"[^\"]*\"", "#"), example);
      }
    }
    return new ArrayList<>(byKind.values());
  }
}
