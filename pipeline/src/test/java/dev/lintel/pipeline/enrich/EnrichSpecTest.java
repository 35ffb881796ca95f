package dev.lintel.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichSpecTest {

  @Test
  void readsWhatIsThereInItsOrder() {
    EnrichSpec spec =
        EnrichSpec.parse(
            """
            {"fields": {"Stops": "INT64"},
             "lookups": [
               {"name": "source", "table": "Airports", "key": {"AirportId": "Source"},
                "columns": {"Z": "Name", "A": "City", "M": "Country"}, "whenMissing": "drop"},
               {"name": "code", "table": "Airports", "index": "ByIata", "key": {"Iata": "Code"}}]}
            """);

    assertThat(spec.fields()).containsExactly(entry("Stops", "INT64"));
    assertThat(spec.lookups()).hasSize(2);
    EnrichSpec.Lookup first = spec.lookups().get(0);
    assertThat(first.key()).containsExactly(entry("AirportId", "Source"));
    assertThat(first.columns().keySet()).containsExactly("Z", "A", "M");
    assertThat(first.whenMissing()).isEqualTo("drop");
    assertThat(first.index()).isNull();
    EnrichSpec.Lookup second = spec.lookups().get(1);
    assertThat(second.index()).isEqualTo("ByIata");
    assertThat(second.columns()).isEmpty();
    assertThat(MissingPolicy.of(second.whenMissing())).contains(MissingPolicy.NULL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                  | there is nothing in it",
        "null                                | there are no \"lookups\" in it",
        "{}                                  | there are no \"lookups\" in it",
        "{\"lookups\": []}                   | there are no \"lookups\" in it",
        "{\"lookups\": [null]}               | lookup 1 is null",
        "{\"lookups\": [{\"nmae\": \"a\"}]}  | line 1: unknown field \"nmae\"; known here: [columns, "
            + "index, key, name, table, whenMissing]",
        "{\"lookup\": []}                    | unknown field \"lookup\"; known here: [fields, lookups]",
        "{\"lookups\": [{\"name\": \"a\", \"name\": \"b\"}]} | Duplicate field 'name'",
        "{\"lookups\": [{\"key\": {\"A\": null}}]} | lookup 1, \"key\": \"A\" needs a name on both",
        "{\"lookups\": [{\"columns\": {\"\": \"B\"}}]} | lookup 1, \"columns\": \"\" needs a name",
        "{\"fields\": {\"A\": \"\"}, \"lookups\": [{}]} | \"fields\": \"A\" needs a name on both",
        "{\"lookups\": [{}]} and more        | line 1: "
      })
  void saysWhatIsWrongAndWhere(String json, String message) {
    assertThatThrownBy(() -> EnrichSpec.parse(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
