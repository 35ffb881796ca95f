package dev.lintel.pipeline.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Converts a run summary to the JSON object of {@code --summaryFile}, without absent fields. */
final class SummaryJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SummaryJson() {}

  static String of(RunSummary summary) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("job", summary.job());
    json.put("runId", summary.runId().value());
    json.put("state", summary.state().name());
    // An Instant prints as RFC 3339 in UTC, with all its decimals.
    json.put("startTime", summary.startTime().toString());
    json.put("endTime", summary.endTime().toString());
    summary.snapshotTimestamp().ifPresent(t -> json.put("snapshotTimestamp", t.toString()));
    putRows(json, "tables", "table", TableFigure.values(), summary.tables());
    putRows(json, "lookups", "name", LookupFigure.values(), summary.lookups());
    summary.connectionsOpened().ifPresent(count -> json.put("connectionsOpened", count));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }

  private static <F extends Figure> void putRows(
      ObjectNode json, String field, String nameField, F[] order, List<RunSummary.Row<F>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    ArrayNode array = json.putArray(field);
    for (RunSummary.Row<F> row : rows) {
      ObjectNode object = array.addObject().put(nameField, row.name());
      for (F figure : order) {
        Long value = row.figures().get(figure);
        if (value != null) {
          object.put(figure.field(), value);
        }
      }
    }
  }
}
