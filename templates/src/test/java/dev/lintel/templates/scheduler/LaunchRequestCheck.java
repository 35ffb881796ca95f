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
 * Whether a body is one that flexTemplates.launch takes, by the Dataflow API's own model classes:
 * they keep a field that they do not know apart, where the service refuses it.
 */
final class LaunchRequestCheck {

  private LaunchRequestCheck() {}

  /** What is wrong with the body, by the path of the field; empty if nothing is. */
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
      problems.add("not readable as a launch: " + e.getMessage());
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
