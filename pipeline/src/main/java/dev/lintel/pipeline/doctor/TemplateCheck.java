package dev.lintel.pipeline.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.pipeline.command.FailureMessage;
import dev.lintel.pipeline.files.TextFile;
import dev.lintel.pipeline.job.GivenJob;
import dev.lintel.pipeline.options.OptionSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks that a file is the spec of a Flex Template, and that the template takes a job's options.
 */
final class TemplateCheck {
  private static final String SUBJECT = "--templateFile";
  private static final String STAGE = "stage the template with ./lintel stage";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private TemplateCheck() {}

  /** Compares the parameters with the options; Beam's own options are no parameters of it. */
  static List<Finding> of(String file, GivenJob job) {
    String text;
    try {
      text = TextFile.read(file);
    } catch (IOException | RuntimeException e) {
      return List.of(
          Finding.problem(
              SUBJECT, "%s cannot be read: %s".formatted(file, FailureMessage.of(e)), STAGE));
    }
    try {
      return of(file, MAPPER.readTree(text), job);
    } catch (JsonProcessingException e) {
      return List.of(Finding.problem(SUBJECT, file + " is not JSON", STAGE));
    }
  }

  private static List<Finding> of(String file, JsonNode spec, GivenJob job) {
    String lack = lack(spec);
    if (!lack.isEmpty()) {
      return List.of(
          Finding.problem(
              SUBJECT, "%s is not a template spec, it lacks %s".formatted(file, lack), STAGE));
    }
    Set<String> known = new HashSet<>();
    List<String> notGiven = new ArrayList<>();
    for (JsonNode parameter : spec.at("/metadata/parameters")) {
      String name = parameter.path("name").asText();
      known.add(name);
      if (!parameter.path("isOptional").asBoolean() && !job.given().containsKey(name)) {
        notGiven.add("--" + name);
      }
    }
    String unknown =
        job.spec().options().stream()
            .map(OptionSpec::name)
            .filter(job.given()::containsKey)
            .filter(name -> !known.contains(name))
            .map(name -> "--" + name)
            .collect(Collectors.joining(", "));
    List<Finding> findings = new ArrayList<>();
    if (!unknown.isEmpty()) {
      findings.add(
          Finding.problem(
              SUBJECT,
              "%s does not know %s, so a launch is refused".formatted(file, unknown),
              "name the template of %s, or stage it again as it is now".formatted(job.name())));
    }
    if (!notGiven.isEmpty()) {
      findings.add(
          Finding.problem(
              SUBJECT,
              "%s requires %s".formatted(file, String.join(", ", notGiven)),
              "give it, or stage the template again as it is now"));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              SUBJECT, "%s takes these options, its image is %s".formatted(file, image(spec))));
    }
    return findings;
  }

  /** The first required part that the spec lacks; empty if it is complete. */
  private static String lack(JsonNode spec) {
    if (image(spec).isEmpty()) {
      return "image";
    }
    if (!spec.at("/metadata/parameters").isArray()) {
      return "metadata.parameters";
    }
    return spec.at("/sdkInfo/language").asText().equals("JAVA") ? "" : "sdkInfo.language JAVA";
  }

  private static String image(JsonNode spec) {
    return spec.path("image").asText();
  }
}
