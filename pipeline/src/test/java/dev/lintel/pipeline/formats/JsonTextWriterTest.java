package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextWriterTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{}                    | {\"n\":null}",
        "{ }                   | {\"n\":null}",
        "{\"a\":1.50}          | {\"a\":1.50,\"n\":null}",
        "{ \"a\" : 1e2 } ` `   | { \"a\" : 1e2,\"n\":null}",
        "{\"a\":\"}{\"}        | {\"a\":\"}{\",\"n\":null}",
        "{\"a\":{\"b\":[{}]}}  | {\"a\":{\"b\":[{}]},\"n\":null}",
      })
  void addsFieldsAndLeavesTheRestAsItIs(String object, String joined) {
    ObjectNode more = JsonNodeFactory.instance.objectNode().putNull("n");
    assertThat(JsonTextWriter.joined(object.replace("`", ""), more)).isEqualTo(joined);
  }

  @Test
  void addsNothingWhereThereIsNothing() {
    assertThat(JsonTextWriter.joined("{ \"a\": 1 } ", JsonNodeFactory.instance.objectNode()))
        .isEqualTo("{ \"a\": 1 } ");
  }
}
