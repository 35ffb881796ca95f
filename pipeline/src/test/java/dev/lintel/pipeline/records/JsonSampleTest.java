package dev.lintel.pipeline.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.TextFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSampleTest {

  private static JsonNode json(String text) {
    try {
      return StrictJson.parse(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonFields fields(Map<String, Type> declared, String... records) {
    var sample = new JsonSample();
    for (String record : records) {
      sample.add(json(record));
    }
    return sample.fields(declared, TextFormat.defaults());
  }

  @Test
  void twoSamplesTogetherAreTheSampleOfAllRecords() {
    String[] records = {
      "{\"a\": 1, \"b\": {\"x\": 1}, \"d\": null}",
      "{\"a\": 1.5, \"b.x\": \"\", \"c\": 0.12345678901234567890}",
      "{\"d\": \"text\", \"c\": 1.5}"
    };
    var all = new JsonSample();
    var first = new JsonSample();
    var others = new JsonSample();
    for (String record : records) {
      all.add(json(record));
    }
    first.add(json(records[0]));
    others.add(json(records[1]));
    others.add(json(records[2]));

    first.addAll(others);

    assertThat(first.fields(Map.of(), TextFormat.defaults()))
        .isEqualTo(all.fields(Map.of(), TextFormat.defaults()));
    assertThat(first.fields(Map.of(), TextFormat.defaults()).names())
        .isEqualTo(all.fields(Map.of(), TextFormat.defaults()).names());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "1                    | 2                     | INT64",
        "9223372036854775807  | -9223372036854775808  | INT64",
        "9223372036854775808  | 1                     | JSON",
        "1                    | 1.5                   | FLOAT64",
        "0.1                  | 1e300                 | FLOAT64",
        "0.12345678901234567890 | 1                   | JSON",
        "1e400                | 1.5                   | JSON",
        "\"a\"                | \"\"                  | STRING",
        "\"a\"                | 1                     | JSON",
        "true                 | false                 | BOOL",
        "true                 | null                  | BOOL",
        "null                 | 1                     | INT64",
        "null                 | null                  | STRING",
        "{\"b\": 1}           | null                  | JSON",
        "[1]                  | [2]                   | JSON",
      })
  void theTypeIsThatOfAllThatIsSeen(String one, String other, String type) {
    JsonFields fields = fields(Map.of(), "{\"a\": %s}".formatted(one), "{\"a\": " + other + "}");
    assertThat(fields.typeOf("a").toString()).isEqualTo(type);
    Value value = fields.reader("a").apply(json("{\"a\": " + one + "}"));
    assertThat(value.isNull()).isEqualTo(one.equals("null"));
    assertThat(fields.reader("a").apply(json("{}")).isNull()).isTrue();
  }

  @Test
  void fieldsAreThoseOfAllRecordsAndWhatIsDeclared() {
    JsonFields fields =
        fields(
            Map.of("at", Type.timestamp(), "id", Type.numeric()), "{\"id\": 1}", "{\"x\": \"y\"}");
    assertThat(fields.names()).containsExactlyInAnyOrder("id", "x", "at");
    assertThat(fields.typeOf("at")).isEqualTo(Type.timestamp());
    assertThat(fields.typeOf("id")).isEqualTo(Type.numeric());
  }

  @Test
  void whatIsOfSeveralKindsIsKeptAsJson() {
    JsonFields fields = fields(Map.of(), "{\"a\": 1}", "{\"a\": \"one\"}", "{\"a\": {\"b\": []}}");
    assertThat(fields.reader("a").apply(json("{\"a\": \"one\"}"))).isEqualTo(Value.json("\"one\""));
    assertThat(fields.reader("a").apply(json("{\"a\": {\"b\": []}}")))
        .isEqualTo(Value.json("{\"b\": []}"));
    assertThat(fields.reader("a").apply(json("{\"a\": null}")).isNull()).isTrue();
  }

  @Test
  void aPathThroughANameThatOccursTwiceIsRejected_andSoIsNothingElse() {
    String record = "{\"a\": {\"b\": 1, \"c\": 2, \"b\": 3}}";
    JsonFields fields = fields(Map.of(), record);
    var column = RecordFields.column("k", Type.int64());
    assertThat(fields.reader("a.c", column).apply(json(record))).isEqualTo(Value.int64(2));
    assertThatThrownBy(() -> fields.reader("a.b", column).apply(json(record)))
        .isInstanceOf(ConversionException.class)
        .hasMessage("field a.b: b is named twice");
    assertThat(fields.reader("a").apply(json(record)))
        .isEqualTo(Value.json("{\"b\": 1, \"c\": 2, \"b\": 3}"));
  }

  @Test
  void stringsInAnArrayOfJsonAreStrings() {
    JsonFields fields = fields(Map.of("a", Type.array(Type.json())), "{\"a\": [\"x\", 1]}");
    assertThat(fields.reader("a").apply(json("{\"a\": [\"x\", 1]}")))
        .isEqualTo(Value.jsonArray(List.of("\"x\"", "1")));
  }

  @Test
  void aPathLeadsIntoNestedObjects_unlessItIsAName() {
    JsonFields fields = fields(Map.of(), "{\"a\": {\"b\": {\"c\": 1}}, \"a.b\": 2}");
    var column = RecordFields.column("k", Type.int64());
    JsonNode record = json("{\"a\": {\"b\": {\"c\": \"7\"}}, \"a.b\": 8}");
    assertThat(fields.reader("a.b.c", column).apply(record)).isEqualTo(Value.int64(7));
    assertThat(fields.reader("a.b", column).apply(record)).isEqualTo(Value.int64(8));
    for (String without : new String[] {"{}", "{\"a\": null}", "{\"a\": 5}", "{\"a\": {}}"}) {
      assertThat(fields.reader("a.b.c", column).apply(json(without)).isNull()).isTrue();
    }
    assertThatThrownBy(() -> fields.reader("a.b", column).apply(json("{\"a.b\": {\"c\": 1}}")))
        .isInstanceOf(ConversionException.class)
        .hasMessageContaining("INT64");
  }

  @Test
  void aFieldThatNoRecordHasIsUnknown_unlessThereWasNoRecord() {
    var column = RecordFields.column("k", Type.int64());
    assertThatThrownBy(() -> fields(Map.of(), "{\"id\": 1}").reader("idd", column))
        .hasMessage(
            "the input has no field idd; did you mean id?; name one that only later records have"
                + " in \"fields\"");
    assertThat(fields(Map.of()).reader("di", column).apply(json("{\"di\": 3}")))
        .isEqualTo(Value.int64(3));
  }

  @Test
  void whatIsDeclaredNeedNotHaveBeenSeen() {
    JsonFields fields = fields(Map.of("late", Type.int64()), "{\"id\": 1}");
    var column = RecordFields.column("k", Type.int64());
    assertThat(fields.reader("late").apply(json("{\"late\": 5}"))).isEqualTo(Value.int64(5));
    assertThat(fields.reader("late", column).apply(json("{\"late\": \"6\"}")))
        .isEqualTo(Value.int64(6));
    JsonFields dotted = fields(Map.of("a.b", Type.int64()), "{\"id\": 1}").only(List.of("a.b"));
    for (String record : List.of("{\"a.b\": 7}", "{\"a\": {\"b\": 7}}")) {
      assertThat(dotted.reader("a.b", column).apply(json(record))).isEqualTo(Value.int64(7));
    }
  }

  @Test
  void onlyFieldsOfTheRecordsThemselvesCanBeDeclared() {
    var sample = new JsonSample();
    sample.add(json("{\"a\": {\"b\": 1}, \"c.d\": 2}"));
    assertThat(sample.nested(Set.of("a.b", "c.d", "a", "e"))).containsExactly("a.b");
  }

  @Test
  void aDotInTheNameOfANestedFieldIsNoStep() {
    JsonFields fields = fields(Map.of(), "{\"x\": {\"a.b\": 1}, \"y\": {\"z\": 2}}");
    var column = RecordFields.column("k", Type.int64());
    assertThat(fields.reader("x.a.b", column).apply(json("{\"x\": {\"a.b\": 7}}")))
        .isEqualTo(Value.int64(7));
    JsonFields travelling = fields.only(List.of("x.a.b"));
    assertThat(travelling.paths().keySet()).containsExactly("x.a.b");
    assertThat(travelling.reader("x.a.b", column).apply(json("{\"x\": {\"a.b\": 7}}")))
        .isEqualTo(Value.int64(7));
  }

  @Test
  void whatTheFirstRecordsDidNotSuggestIsAnError_unlessItIsDeclared() {
    JsonFields fields = fields(Map.of(), "{\"n\": 1.5, \"s\": \"x\"}");
    for (String other :
        List.of(
            "{\"n\": 0.12345678901234567890}", "{\"n\": \"1.5\"}", "{\"n\": 9007199254740993}")) {
      assertThatThrownBy(() -> fields.reader("n").apply(json(other)))
          .isInstanceOf(ConversionException.class)
          .hasMessageStartingWith("field n: ")
          .hasMessageEndingWith(
              "the first records have FLOAT64 there, name a type in \"fields\" of the spec");
    }
    assertThatThrownBy(() -> fields.reader("s").apply(json("{\"s\": 1}")))
        .hasMessageContaining("field s: not a string; the first records have STRING there");
    JsonFields declared = fields(Map.of("n", Type.float64()), "{\"n\": 1.5}");
    assertThat(declared.reader("n").apply(json("{\"n\": 0.12345678901234567890}")))
        .isEqualTo(Value.float64(0.12345678901234568));
  }

  @Test
  void manyFieldsAreNotListed() {
    String many =
        IntStream.range(0, 100)
            .mapToObj(i -> "\"customer-%d\": 1".formatted(i))
            .collect(Collectors.joining(", ", "{", "}"));
    assertThatThrownBy(
            () -> fields(Map.of(), many).reader("x", RecordFields.column("k", Type.int64())))
        .hasMessageStartingWith("the input has no field x; name one that only later records");
  }
}
