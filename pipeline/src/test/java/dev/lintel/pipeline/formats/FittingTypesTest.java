package dev.lintel.pipeline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.TextFormat;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1;-2;0                                | INT64",
        "1;2.50                                | NUMERIC",
        "1;9223372036854775808                 | NUMERIC",
        "0.1234567891;1                        | FLOAT64",
        "1e300;2                               | FLOAT64",
        "007;12                                | STRING",
        "+49;12                                | STRING",
        "true;FALSE                            | BOOL",
        "1;true                                | STRING",
        "2024-02-29;2023-01-01                 | DATE",
        "2024-02-30                            | STRING",
        "2024-02-29T12:34:56Z                  | TIMESTAMP",
        "00112233-4455-6677-8899-aabbccddeeff  | UUID",
        "1;a                                   | STRING",
        "AQI=                                  | STRING",
      })
  void textHasTheNarrowestTypeOfAllItsValues(String values, String type) {
    FittingTypes<String> types = FittingTypes.ofText(TextFormat.defaults());
    Splitter.on(';').split(values).forEach(types::add);

    assertThat(types.isSeen()).isTrue();
    assertThat(types.types().asList().get(0)).hasToString(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1;-2                                  | INT64",
        "1;2.5                                 | NUMERIC",
        "1;1e300                               | FLOAT64",
        "true;false                            | BOOL",
        "\"1\";\"2\"                           | STRING",
        "\"2024-02-29\"                        | DATE",
        "\"2024-02-29\";\"x\"                  | STRING",
        "[1,2];[]                              | ARRAY<INT64>",
        "[\"a\",null]                          | ARRAY<STRING>",
        "[];[null]                             | ARRAY<STRING>",
        "[1,\"a\"];{}                          | JSON",
        "{\"a\":1}                             | JSON",
        "[[1]]                                 | JSON",
      })
  void jsonHasTheNarrowestTypeOfAllItsValues(String values, String type)
      throws JsonProcessingException {
    FittingTypes<JsonNode> types = FittingTypes.ofJson(TextFormat.defaults());
    for (String value : Splitter.on(';').split(values)) {
      types.add(StrictJson.parse(value));
    }

    assertThat(types.types().asList().get(0)).hasToString(type);
  }

  @Test
  void withoutAValueTextIsTheFirstGuess() {
    FittingTypes<String> types = FittingTypes.ofText(TextFormat.defaults());

    assertThat(types.isSeen()).isFalse();
    assertThat(types.types().asList().get(0)).hasToString("STRING");
  }

  @Test
  void dataOfASchemaFitWhatTheConverterReads() {
    assertThat(FittingTypes.of(Schema.create(Schema.Type.BOOLEAN)).asList().get(0))
        .hasToString("BOOL");
    assertThat(FittingTypes.of(Schema.createArray(Schema.create(Schema.Type.LONG))).asList().get(0))
        .hasToString("ARRAY<INT64>");
  }
}
