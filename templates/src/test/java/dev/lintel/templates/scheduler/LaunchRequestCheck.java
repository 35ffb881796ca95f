package dev.lintel.templates.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.LaunchFlexTemplateRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks a request body against flexTemplates.launch, with the Dataflow API's own model classes.
 * They keep unknown fields apart, which the service refuses.
 */
final class LaunchRequestCheck {

  private LaunchRequestCheck() {}

  /** The problems of the body, each with the path of its field; empty if the body is valid. */
  static List<String> problems(String body) {
    List<String> problems = new ArrayList<>();
    try {
      for (JsonNode parameter : Json.read(body).at("/launchParameter/parameters")) {
        if (!parameter.isTextual()) {
          problems.add("launchParameter.parameters: " + parameter + " is not a string");
        }
      }
      unknownFields(
          "",
          GsonFactory.getDefaultInstance()
              .createJsonParser(body)
              .parse(LaunchFlexTemplateRequest.class),
          problems);
    } catch (IOException | IllegalArgumentException e) {
      problems.add("not readable as a launch request: " + e.getMessage());
    }
    return problems;
  }

  private static void unknownFields(String path, GenericJson object, List<String> problems) {
    object.getUnknownKeys().keySet().forEach(key -> problems.add(path + key + ": unknown"));
    for (Map.Entry<String, Object> field : object.entrySet()) {
      if (field.getValue() instanceof GenericJson nested) {
        unknownFields(path + field.getKey() + ".", nested, problems);
      }
    }
  }
}
