package dev.lintel.pipeline.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * For each table, the time up to which the successful runs of a job have exported all commits.
 * Immutable.
 */
public record Watermarks(Map<String, Timestamp> byTable) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public static final Watermarks NONE = new Watermarks(Map.of());

  public Watermarks {
    byTable = Map.copyOf(byTable);
  }

  public Optional<Timestamp> of(String table) {
    return Optional.ofNullable(byTable.get(table));
  }

  /**
   * The watermarks after a run that has exported these windows. A table advances to the end of its
   * window, unless there is a gap before the window, or its end is earlier.
   */
  Watermarks advancedBy(List<TableWindow> windows) {
    Map<String, Timestamp> all = new TreeMap<>(byTable);
    for (TableWindow window : windows) {
      Optional<Timestamp> mine = of(window.table());
      boolean withoutGap =
          window.since().isEmpty()
              || mine.filter(until -> window.since().get().compareTo(until) <= 0).isPresent();
      boolean further = mine.filter(until -> until.compareTo(window.until()) >= 0).isEmpty();
      if (withoutGap && further) {
        all.put(window.table(), window.until());
      }
    }
    return new Watermarks(all);
  }

  /** The form in the ledger: a JSON object of RFC 3339 times, sorted by table. */
  String toJson() {
    var json = MAPPER.createObjectNode();
    new TreeMap<>(byTable).forEach((table, time) -> json.put(table, time.toString()));
    return json.toString();
  }

  static Watermarks parse(@Nullable String json) {
    if (json == null) {
      return NONE;
    }
    Map<String, Timestamp> byTable = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> entry : MAPPER.readTree(json).properties()) {
        byTable.put(entry.getKey(), Timestamp.parseTimestamp(entry.getValue().asText()));
      }
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IllegalStateException("The ledger has watermarks that cannot be read: " + json, e);
    }
    return new Watermarks(byTable);
  }
}
