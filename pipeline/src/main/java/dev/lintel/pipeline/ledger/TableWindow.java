package dev.lintel.pipeline.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.Timestamp;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which commits of a table a run has taken.
 *
 * @param since those after it; empty for all
 * @param until and up to it
 */
public record TableWindow(String table, Optional<Timestamp> since, Timestamp until) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * From times as RFC 3339 has them.
   *
   * @param since empty for all that was committed before
   */
  public static TableWindow of(String table, String since, String until) {
    return new TableWindow(
        table,
        since.isEmpty() ? Optional.empty() : Optional.of(Timestamp.parseTimestamp(since)),
        Timestamp.parseTimestamp(until));
  }

  /** Of several tables, as the ledger holds them: a JSON object by table. */
  static String toJson(Collection<TableWindow> windows) {
    var sorted = new TreeMap<String, TableWindow>();
    windows.forEach(window -> sorted.put(window.table(), window));
    var json = MAPPER.createObjectNode();
    sorted.forEach(
        (table, window) -> {
          var object = json.putObject(table);
          window.since().ifPresent(since -> object.put("since", since.toString()));
          object.put("until", window.until().toString());
        });
    return json.toString();
  }
}
