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

/** For each table, how far the successful exports have come. Immutable. */
public record Watermarks(Map<String, Watermark> byTable) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public static final Watermarks NONE = new Watermarks(Map.of());

  public Watermarks {
    byTable = Map.copyOf(byTable);
  }

  public Optional<Watermark> of(String table) {
    return Optional.ofNullable(byTable.get(table));
  }

  /**
   * The watermarks after an export of these windows. A table advances to the end of its window,
   * unless that is earlier, or commits before the window have not been exported: those of a gap in
   * time, and those of writers that did not set the column of the window.
   */
  public Watermarks advancedBy(List<TableWindow> windows) {
    Map<String, Watermark> all = new TreeMap<>(byTable);
    for (TableWindow window : windows) {
      Watermark mine = all.get(window.table());
      boolean further = mine == null || mine.until().compareTo(window.until()) < 0;
      if (further && (window.since().isEmpty() || follows(window, mine))) {
        all.put(window.table(), new Watermark(window.until(), window.column()));
      }
    }
    return new Watermarks(all);
  }

  private static boolean follows(TableWindow window, @Nullable Watermark mine) {
    return mine != null
        && window.column().filter(mine::isOf).isPresent()
        && window.since().orElseThrow().compareTo(mine.until()) <= 0;
  }

  /**
   * The form in the ledger: a JSON object, sorted by table, of objects with the column and an RFC
   * 3339 time. A watermark without a column is the time alone.
   */
  String toJson() {
    var json = MAPPER.createObjectNode();
    new TreeMap<>(byTable)
        .forEach(
            (table, mark) -> {
              if (mark.column().isPresent()) {
                json.putObject(table)
                    .put("column", mark.column().get())
                    .put("until", mark.until().toString());
              } else {
                json.put(table, mark.until().toString());
              }
            });
    return json.toString();
  }

  static Watermarks parse(@Nullable String json) {
    if (json == null) {
      return NONE;
    }
    Map<String, Watermark> byTable = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> entry : MAPPER.readTree(json).properties()) {
        byTable.put(entry.getKey(), watermark(entry.getValue()));
      }
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IllegalStateException("The ledger has watermarks that cannot be read: " + json, e);
    }
    return new Watermarks(byTable);
  }

  private static Watermark watermark(JsonNode json) {
    return json.isObject()
        ? new Watermark(time(json.path("until")), Optional.of(json.required("column").asText()))
        : new Watermark(time(json), Optional.empty());
  }

  private static Timestamp time(JsonNode json) {
    return Timestamp.parseTimestamp(json.asText());
  }
}
