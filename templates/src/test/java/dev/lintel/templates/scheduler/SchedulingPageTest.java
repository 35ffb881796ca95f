package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of variables in docs/scheduling.md matches the module. */
class SchedulingPageTest {

  private static final Path PAGE = Path.of("../docs/scheduling.md").toAbsolutePath().normalize();

  @Test
  void tableRepeatsTheVariablesOfTheModule() throws IOException {
    List<String> rows = new ArrayList<>();
    TerraformModule.variables()
        .fields()
        .forEachRemaining(
            each ->
                rows.add(
                    "| `%s` | %s | %s |"
                        .formatted(
                            each.getKey(),
                            defaultValue(each.getValue()),
                            each.getValue().get("description").asText())));

    assertThat(Files.readString(PAGE)).contains(String.join("\n", rows) + "\n\n");
  }

  private static String defaultValue(JsonNode variable) {
    return variable.has("default") ? "`" + variable.get("default") + "`" : "required";
  }
}
