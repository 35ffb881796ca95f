package dev.lintel.templates.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterCheckTest {

  @Test
  void acceptsValidParameters() throws IOException {
    assertThat(ParameterCheck.of("export").problems(parameters())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tablenames,       Airports,             tablenames: unknown",
    "instanceId,       My_Instance,          'instanceId: ''My_Instance'' does not match'",
    "since,            yesterday,            'since: ''yesterday'' does not match'",
    "format,           orc,                  'format: ''orc'' is not one of its values'",
    "dataBoostEnabled, yes,                  'dataBoostEnabled: ''yes'' is not true or false'",
    "outputDir,        /var/exports,         'outputDir: ''/var/exports'' is not on Cloud Storage'",
  })
  void findsAWrongParameter(String name, String value, String problem) throws IOException {
    assertThat(ParameterCheck.of("export").problems(parameters().put(name, value)))
        .singleElement()
        .asString()
        .startsWith(problem);
  }

  @Test
  void findsThatARequiredParameterIsMissing() throws IOException {
    assertThat(ParameterCheck.of("export").problems(parameters().without("databaseId")))
        .containsExactly("databaseId: missing");
  }

  private static ObjectNode parameters() {
    return (ObjectNode)
        Json.of(
            Map.of(
                "instanceId", "my-instance",
                "databaseId", "my-database",
                "outputDir", "gs://my-exports/nightly"));
  }
}
