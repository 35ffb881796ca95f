package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import dev.lintel.pipeline.options.GoogleTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The metadata under Google's names has the parameters of Google's templates. */
class GoogleTemplatesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A line of the table of Google's parameters. */
  private record Parameter(
      String template, String name, boolean required, String defaultValue, boolean otherDefault) {}

  private static List<Parameter> of(GoogleTemplate template) throws IOException {
    List<Parameter> parameters = new ArrayList<>();
    for (String line :
        Resources.readLines(
            Resources.getResource(GoogleTemplatesTest.class, "google-parameters.txt"),
            StandardCharsets.UTF_8)) {
      if (!line.startsWith("#")) {
        List<String> cells = Splitter.on('|').splitToList(line);
        parameters.add(
            new Parameter(
                cells.get(0),
                cells.get(1),
                cells.get(2).equals("R"),
                cells.get(3),
                cells.get(4).equals("-")));
      }
    }
    return parameters.stream()
        .filter(parameter -> parameter.template().equals(template.templateName()))
        .toList();
  }

  private static JsonNode metadata(GoogleTemplate template) throws IOException {
    return MAPPER
        .readTree(Files.readString(Path.of(template.templateName(), Templates.METADATA_FILE)))
        .get("parameters");
  }

  @ParameterizedTest
  @EnumSource(GoogleTemplate.class)
  void hasEachOfGooglesParameters(GoogleTemplate template) throws IOException {
    JsonNode metadata = metadata(template);
    assertThat(of(template)).hasSizeGreaterThan(9);
    for (Parameter parameter : of(template)) {
      JsonNode found = null;
      for (JsonNode candidate : metadata) {
        found = candidate.get("name").asText().equals(parameter.name()) ? candidate : found;
      }
      assertThat(found).as(parameter.toString()).isNotNull();
      assertThat(found.get("isOptional").asBoolean())
          .as(parameter.toString())
          .isEqualTo(!parameter.required());
      assertThat(found.path("defaultValue").asText())
          .as(parameter.toString())
          .isEqualTo(parameter.otherDefault() ? "" : parameter.defaultValue());
    }
  }

  @ParameterizedTest
  @EnumSource(GoogleTemplate.class)
  void requiresNothingElse(GoogleTemplate template) throws IOException {
    List<String> required = new ArrayList<>();
    for (JsonNode parameter : metadata(template)) {
      if (!parameter.get("isOptional").asBoolean()) {
        required.add(parameter.get("name").asText());
      }
    }
    assertThat(required)
        .containsExactlyInAnyOrderElementsOf(
            of(template).stream().filter(Parameter::required).map(Parameter::name).toList());
  }

  @ParameterizedTest
  @EnumSource(GoogleTemplate.class)
  void namesNoOptionTwice(GoogleTemplate template) throws IOException {
    assertThat(metadata(template).findValuesAsText("name")).doesNotHaveDuplicates();
  }

  @Test
  void namesOfImagesHaveNoCapitals() {
    assertThat(Templates.jobs().stream().map(Templates::inImageName))
        .contains("import", "gcs-text-to-cloud-spanner")
        .allMatch(name -> name.matches("[a-z-]+"));
  }
}
