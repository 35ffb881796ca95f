package dev.lintel.engines.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;

/**
 * Carries out requests on Spark in local mode, with Spark's defaults: {@code SparkRequests
 * REQUESTS.json ANSWERS.json}.
 *
 * <p>The requests are an array of objects. {@code {"write": SQL, "format": F, "path": P}} writes
 * the result of a query to a folder; its answer is empty. {@code {"read": P, "format": F,
 * "options": {…}, "columns": [C, …]}} reads files; its answer is an object from each column to its
 * {@code type} in Spark and its {@code rows}, each of them {@code [id, value]}. The answer to a
 * request, or to a column, that fails has an {@code error}.
 */
public final class SparkRequests {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Spark's own default ends at milliseconds. */
  private static final String JSON_TIMESTAMP = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX";

  private SparkRequests() {}

  public static void main(String[] args) throws IOException {
    JsonNode requests = MAPPER.readTree(Path.of(args[0]).toFile());
    ArrayNode answers = MAPPER.createArrayNode();
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .appName("lintel-engines")
            .config("spark.ui.enabled", false)
            .config("spark.log.level", "ERROR")
            .getOrCreate()) {
      for (JsonNode request : requests) {
        answers.add(request.has("write") ? write(spark, request) : read(spark, request));
      }
    }
    MAPPER.writeValue(Path.of(args[1]).toFile(), answers);
  }

  private static ObjectNode write(SparkSession spark, JsonNode request) {
    ObjectNode answer = MAPPER.createObjectNode();
    try {
      spark
          .sql(request.get("write").asText())
          .coalesce(1)
          .write()
          .format(request.get("format").asText())
          .options(options(request))
          .save(request.get("path").asText());
    } catch (Exception e) {
      answer.put("error", message(e));
    }
    return answer;
  }

  private static ObjectNode read(SparkSession spark, JsonNode request) {
    ObjectNode answer = MAPPER.createObjectNode();
    try {
      Dataset<Row> rows =
          spark
              .read()
              .format(request.get("format").asText())
              .options(options(request))
              .load(request.get("read").asText());
      for (JsonNode column : request.get("columns")) {
        answer.set(column.asText(), column(rows, column.asText()));
      }
    } catch (Exception e) {
      answer.put("error", message(e));
    }
    return answer;
  }

  private static ObjectNode column(Dataset<Row> rows, String name) {
    ObjectNode answer = MAPPER.createObjectNode();
    try {
      for (StructField field : rows.schema().fields()) {
        if (field.name().equals(name)) {
          answer.put("type", field.dataType().sql());
        }
      }
      ArrayNode values = answer.putArray("rows");
      String value =
          """
          to_json(named_struct('v', `%s`), map("timestampFormat", "%s", "ignoreNullFields", "false"))
          """
              .formatted(name, JSON_TIMESTAMP);
      for (Row row :
          rows.selectExpr("CAST(id AS BIGINT) AS id", value + " AS json").collectAsList()) {
        values.addArray().add(row.getLong(0)).add(row.getString(1));
      }
    } catch (Exception e) {
      answer.put("error", message(e));
    }
    return answer;
  }

  private static Map<String, String> options(JsonNode request) {
    Map<String, String> options = new HashMap<>();
    request
        .path("options")
        .fields()
        .forEachRemaining(option -> options.put(option.getKey(), option.getValue().asText()));
    return options;
  }

  /** The first line; the others are plans and stack traces. */
  private static String message(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
  }
}
