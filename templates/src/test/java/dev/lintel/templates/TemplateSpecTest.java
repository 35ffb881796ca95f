package dev.lintel.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.pipeline.options.CommandSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateSpecTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String IMAGE = "europe-west1-docker.pkg.dev/p/r/lintel-x@sha256:12";

  static Stream<CommandSpec> jobs() {
    return Templates.jobs().stream();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void containsTheImageAndTheCommittedMetadata(CommandSpec job) throws IOException {
    String metadata = Files.readString(Path.of(job.name(), Templates.METADATA_FILE));

    JsonNode expected =
        MAPPER.readTree(
            """
            {
              "image": "%s",
              "metadata": %s,
              "sdkInfo": {"language": "JAVA"},
              "defaultEnvironment": {}
            }
            """
                .formatted(IMAGE, metadata));

    assertThat(MAPPER.readTree(TemplateSpec.of(IMAGE, job))).isEqualTo(expected);
  }
}
