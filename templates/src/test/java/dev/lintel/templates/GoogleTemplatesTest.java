package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.pipeline.options.CommandSpec;
import dev.lintel.pipeline.options.GoogleTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The metadata under Google's names has the parameters of Google's templates. */
class GoogleTemplatesTest {

  @ParameterizedTest
  @EnumSource(GoogleTemplate.class)
  void hasEachOfGooglesParameters(GoogleTemplate template) throws IOException {
    assertThat(GoogleParameter.of(template)).hasSizeGreaterThan(9);
    for (GoogleParameter parameter : GoogleParameter.of(template)) {
      JsonNode found = parameter.inMetadata();
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
    for (JsonNode parameter : GoogleParameter.metadata(template)) {
      if (!parameter.get("isOptional").asBoolean()) {
        required.add(parameter.get("name").asText());
      }
    }
    assertThat(required)
        .containsExactlyInAnyOrderElementsOf(
            GoogleParameter.of(template).stream()
                .filter(GoogleParameter::required)
                .map(GoogleParameter::name)
                .toList());
  }

  @ParameterizedTest
  @EnumSource(GoogleTemplate.class)
  void namesNoOptionTwice(GoogleTemplate template) throws IOException {
    assertThat(GoogleParameter.metadata(template).findValuesAsText("name")).doesNotHaveDuplicates();
  }

  /** A form sends a default for a value that is given, and then nothing is implied. */
  @Test
  void whatAnotherParameterImpliesHasNoDefault() {
    for (CommandSpec job : Templates.jobs()) {
      for (CommandSpec.Implied implied : job.implied()) {
        assertThat(job.option(implied.option()).defaultValue()).as(implied.option()).isEmpty();
      }
    }
    assertThat(Templates.jobs()).anyMatch(job -> !job.implied().isEmpty());
  }

  @Test
  void textFilesOfOneTableAreNotDescribedAsAnExport() throws IOException {
    String metadata =
        Files.readString(Path.of("Spanner_to_GCS_Text").resolve(Templates.METADATA_FILE));

    assertThat(metadata)
        .contains("PREFIXschema")
        .doesNotContain("with the DDL", "in a new folder", "all tables", "Tables to export");
  }

  @Test
  void namesOfImagesHaveNoCapitals() {
    assertThat(Templates.jobs().stream().map(Templates::inImageName))
        .contains("import", "gcs-text-to-cloud-spanner")
        .allMatch(name -> name.matches("[a-z-]+"));
  }
}
