package dev.lintel.templates.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks the parameters of a launch against the template's metadata. */
final class ParameterCheck {

  private final Map<String, JsonNode> declared = new LinkedHashMap<>();

  private ParameterCheck(JsonNode metadata) {
    metadata
        .get("parameters")
        .forEach(parameter -> declared.put(parameter.get("name").asText(), parameter));
  }

  static ParameterCheck of(String job) throws IOException {
    return new ParameterCheck(
        Json.read(Files.readString(Path.of(job, "metadata.json").toAbsolutePath())));
  }

  /** The problems, each with the name of its parameter; empty if all parameters are valid. */
  List<String> problems(JsonNode parameters) {
    List<String> problems = new ArrayList<>();
    parameters
        .fields()
        .forEachRemaining(each -> check(each.getKey(), each.getValue().asText(), problems));
    declared.forEach(
        (name, parameter) -> {
          if (!parameter.get("isOptional").booleanValue() && !parameters.has(name)) {
            problems.add(name + ": missing");
          }
        });
    return problems;
  }

  private void check(String name, String value, List<String> problems) {
    JsonNode parameter = declared.get(name);
    if (parameter == null) {
      problems.add(name + ": unknown");
      return;
    }
    for (JsonNode regex : parameter.path("regexes")) {
      if (!value.matches(regex.asText())) {
        problems.add("%s: '%s' does not match %s".formatted(name, value, regex.asText()));
      }
    }
    if (parameter.has("enumOptions")
        && !parameter.get("enumOptions").findValuesAsText("value").contains(value)) {
      problems.add("%s: '%s' is not one of its values".formatted(name, value));
    }
    String type = parameter.get("paramType").asText();
    if (type.equals("BOOLEAN") && !value.matches("true|false")) {
      problems.add("%s: '%s' is not true or false".formatted(name, value));
    }
    if (type.startsWith("GCS_") && !value.startsWith("gs://")) {
      problems.add("%s: '%s' is not on Cloud Storage".formatted(name, value));
    }
  }
}
