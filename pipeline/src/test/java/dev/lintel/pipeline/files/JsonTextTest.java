package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

  record Step(@JsonProperty("name") String name, @JsonProperty("key") Map<String, String> key) {}

  record Spec(
      @JsonProperty("steps") List<Step> steps,
      @JsonProperty("dryRun") Boolean dryRun,
      @JsonProperty("rows") Integer rows) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] | line 1: the whole: it has to be an object, not an array",
        "5 | line 1: the whole: it has to be an object, not a number",
        "\"x\" | line 1: the whole: it has to be an object, not text",
        "{\"steps\": {}} | line 1: \"steps\": it has to be an array, not an object",
        "{\"steps\": [{}, {\"key\": [1]}]} | line 1: \"steps\", element 2, \"key\": it has to be an"
            + " object, not an array",
        "{\"steps\": [{\"name\": {}}]} | line 1: \"steps\", element 1, \"name\": it has to be text,"
            + " not an object",
        "{\"dryRun\": \"perhaps\"} | line 1: \"dryRun\": it has to be true or false, not text",
        "{\"rows\": [1]} | line 1: \"rows\": it has to be a number, not an array",
        "{\"row\": 1} | line 1: unknown field \"row\"; known here: [dryRun, rows, steps]",
      })
  void aValueOfAnotherKindIsNamed(String json, String message) {
    assertThatThrownBy(() -> JsonText.read(json, Spec.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = "{\"rows\": 3} | 3")
  void whatFitsIsRead(String json, int rows) {
    Spec spec = JsonText.read(json, Spec.class);
    assertThat(spec.rows()).isEqualTo(rows);
  }
}
