package dev.lintel.pipeline.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.pipeline.ledger.DataflowJob;
import dev.lintel.pipeline.ledger.LastGoodRun;
import dev.lintel.pipeline.ledger.RecordedRun;
import java.time.Duration;
import java.time.Instant;

/**
 * Converts runs to a JSON array, without fields that are not known; with a maximum age, to an
 * object with the array and the freshness of each key.
 */
final class RunsJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RunsJson() {}

  /** The runs of a history; those that are running and paused say since when. */
  static String of(History history) {
    ArrayNode array = MAPPER.createArrayNode();
    for (RecordedRun run : history.runs()) {
      ObjectNode json = array.addObject();
      add(json, run);
      Instant since = history.paused().get(run.jobKey());
      if (since != null && run.state() == RecordedRun.State.RUNNING) {
        json.put("pausedSince", since.toString());
      }
    }
    FreshnessReport freshness = history.freshness();
    JsonNode json = freshness.maxAge().isEmpty() ? array : of(array, freshness);
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is always JSON", e);
    }
  }

  private static ObjectNode of(ArrayNode runs, FreshnessReport freshness) {
    ObjectNode json = MAPPER.createObjectNode();
    ArrayNode keys = json.putArray("freshness");
    for (LastGoodRun key : freshness.keys()) {
      ObjectNode object = keys.addObject().put("jobKey", key.jobKey());
      key.end().ifPresent(end -> object.put("lastGoodRunEnd", end.toString()));
      key.age().ifPresent(age -> object.put("ageSeconds", age.toSeconds()));
      object.put("isRecent", freshness.isRecent(key));
    }
    json.set("runs", runs);
    return json;
  }

  private static void add(ObjectNode json, RecordedRun run) {
    json.put("jobKey", run.jobKey());
    json.put("runId", run.runId());
    json.put("job", run.job());
    json.put("state", run.state().name());
    json.put("startTime", run.startTime().toString());
    run.endTime()
        .ifPresent(
            end -> {
              json.put("endTime", end.toString());
              json.put("seconds", Duration.between(run.startTime(), end).toMillis() / 1000.0);
            });
    run.leaseExpires().ifPresent(time -> json.put("leaseExpires", time.toString()));
    run.rowsWritten().ifPresent(rows -> json.put("rowsWritten", rows));
    run.rowsFailed().ifPresent(rows -> json.put("rowsFailed", rows));
    run.windows().ifPresent(windows -> json.set("windows", parse(windows)));
    run.message().ifPresent(message -> json.put("message", message));
    json.set("parameters", parse(run.parameters()));
    json.put("launcher", run.launcher());
    run.dataflow().ifPresent(job -> add(json.putObject("dataflow"), job));
  }

  private static void add(ObjectNode json, DataflowJob job) {
    json.put("project", job.project());
    json.put("region", job.region());
    json.put("jobName", job.name());
    job.id().ifPresent(id -> json.put("jobId", id));
  }

  private static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The ledger has a value that is not JSON: " + text, e);
    }
  }
}
