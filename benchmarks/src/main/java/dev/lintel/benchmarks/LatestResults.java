package dev.lintel.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.benchmarks.PairingResult.Spread;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last result of each pairing, as JSON: {@code {"pairings": [{"name", "server", "unit", "ours",
 * "peer", "limit", "ratioToPeer": [min, median, max], "ratioToLimit": [min, median, max]}]}}, with
 * null for what does not exist.
 *
 * @param pairings in the order of {@link Pairings}
 */
record LatestResults(List<PairingResult> pairings) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More digits than a measurement has. */
  private static final int DIGITS = 5;

  /** Reads the file; without one, there are no results. */
  static LatestResults read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new LatestResults(List.of());
    }
    List<PairingResult> pairings = new ArrayList<>();
    for (JsonNode node : JSON.readTree(file.toFile()).path("pairings")) {
      pairings.add(
          new PairingResult(
              node.path("name").asText(),
              node.path("server").asText(),
              node.path("unit").asText(),
              node.path("ours").asDouble(),
              value(node.path("peer")),
              value(node.path("limit")),
              spread(node.path("ratioToPeer")),
              spread(node.path("ratioToLimit"))));
    }
    return new LatestResults(pairings);
  }

  /** Replaces the results of the pairings that were measured again. */
  LatestResults with(List<PairingResult> measured) {
    Set<String> again = new HashSet<>(measured.stream().map(PairingResult::name).toList());
    List<PairingResult> merged = new ArrayList<>();
    for (String name : Pairings.names()) {
      List<PairingResult> from = again.contains(name) ? measured : pairings;
      from.stream().filter(result -> result.name().equals(name)).forEach(merged::add);
    }
    return new LatestResults(merged);
  }

  /** Returns the results of one pairing. */
  List<PairingResult> of(Pairing pairing) {
    return pairings.stream().filter(result -> result.name().equals(pairing.name())).toList();
  }

  String toJson() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode array = root.putArray("pairings");
    for (PairingResult result : pairings) {
      ObjectNode node = array.addObject();
      node.put("name", result.name());
      node.put("server", result.server());
      node.put("unit", result.unit());
      node.put("ours", rounded(result.ours()));
      put(node, "peer", result.peer());
      put(node, "limit", result.limit());
      putSpread(node, "ratioToPeer", result.ratioToPeer());
      putSpread(node, "ratioToLimit", result.ratioToLimit());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static Optional<Double> value(JsonNode node) {
    return node.isNumber() ? Optional.of(node.asDouble()) : Optional.empty();
  }

  private static Optional<Spread> spread(JsonNode node) {
    return node.isArray()
        ? Optional.of(
            new Spread(node.path(0).asDouble(), node.path(1).asDouble(), node.path(2).asDouble()))
        : Optional.empty();
  }

  private static void put(ObjectNode node, String name, Optional<Double> value) {
    if (value.isPresent()) {
      node.put(name, rounded(value.get()));
    } else {
      node.putNull(name);
    }
  }

  private static void putSpread(ObjectNode node, String name, Optional<Spread> spread) {
    if (spread.isPresent()) {
      node.putArray(name)
          .add(rounded(spread.get().min()))
          .add(rounded(spread.get().median()))
          .add(rounded(spread.get().max()));
    } else {
      node.putNull(name);
    }
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue();
  }
}
