package dev.lintel.pipeline.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesReaderTest {
  private static List<String> read(String latin1) {
    var records = new ArrayList<String>();
    JsonLinesReader.of(
            "f.jsonl", new Utf8Reader(new ByteArrayInputStream(latin1.getBytes(ISO_8859_1))))
        .forEachRemaining(record -> records.add(show(record)));
    return records;
  }

  private static String show(FileRecord<JsonNode> record) {
    String where = record.position().record() + "@" + record.position().line() + " ";
    if (record instanceof FileRecord.Row<JsonNode> row) {
      return where + row.row();
    }
    var malformed = (FileRecord.Malformed<JsonNode>) record;
    byte[] raw = malformed.raw().orElseThrow().bytes();
    return where + "!" + malformed.problem() + ": " + new String(raw, ISO_8859_1);
  }

  @Test
  void readsOneObjectALineAndSkipsBlankLines() {
    assertThat(read("{\"a\":1}\r\n\n  \n{\"a\":2.50}"))
        .containsExactly("1@1 {\"a\":1}", "2@4 {\"a\":2.50}");
    assertThat(read("")).isEmpty();
  }

  @Test
  void readsTheElementsOfAnArray() {
    assertThat(read("[\n\t{\"a\":1},\n\t{\"a\":\n {\"b\":\"]}\\\"\"}}\n]\n"))
        .containsExactly("1@2 {\"a\":1}", "2@3 {\"a\":{\"b\":\"]}\\\"\"}}");
    assertThat(read("[{\"a\":1},{\"a\":2}]")).containsExactly("1@1 {\"a\":1}", "2@1 {\"a\":2}");
    assertThat(read(" [ ] \n")).isEmpty();
  }

  @Test
  void elementThatIsNoObjectCostsOnlyItself() {
    assertThat(read("[{\"a\":x},\n 1, \"b\",\n{\"a\":2}]\n{\"a\":3}\n4"))
        .containsExactly(
            "1@1 !not JSON: Unrecognized token 'x': was expecting (JSON String, Number, Array,"
                + " Object or token 'null', 'true' or 'false'): {\"a\":x}",
            "2@2 !not a JSON object: 1",
            "3@2 !not a JSON object: \"b\"",
            "4@3 {\"a\":2}",
            "5@4 !text after the end of the array: {\"a\":3}",
            "6@5 !text after the end of the array: 4");
  }

  @Test
  void readsObjectsOfSeveralLines() {
    assertThat(read("{\n  \"a\": 1\n}\n{\n  \"a\": {\"b\": [2]}\n}\n"))
        .containsExactly("1@1 {\"a\":1}", "2@4 {\"a\":{\"b\":[2]}}");
  }

  @Test
  void textThatEndsWithinAnArrayIsUnreadable() {
    assertThatThrownBy(() -> read("[{\"a\":1},\n{\"a\":2}"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage("File f.jsonl cannot be read after record 2: its array is not closed");
    assertThatThrownBy(() -> read("[{\"a\":1},\n{\"a\":2"))
        .hasMessageEndingWith("after record 1: the value that begins on line 2 is not closed");
  }

  @Test
  void numbersThatJsonLacksAreRead() {
    var reader = JsonLinesReader.of("f.json", new StringReader("{\"a\":NaN,\n \"b\":[-Infinity]}"));
    var row = (FileRecord.Row<JsonNode>) reader.next();
    assertThat(row.row().get("a").doubleValue()).isNaN();
    assertThat(row.row().get("b").get(0).asText()).isEqualTo("-Infinity");
    assertThat(row.raw().orElseThrow().text()).isEqualTo("{\"a\":NaN,  \"b\":[-Infinity]}");
  }

  @Test
  void messagesSayNothingAboutTheParser() {
    assertThat(read("{'a':1}\n" + "[".repeat(1_001) + "\n").toString())
        .contains("nesting depth", "double-quote")
        .doesNotContain("code 39", "StreamReadConstraints", "`");
  }

  @Test
  void byteOrderMarkIsSkippedAndThatOfUtf16IsRefused() {
    assertThat(read("\u00EF\u00BB\u00BF[{\"a\":1}]")).containsExactly("1@1 {\"a\":1}");
    assertThatThrownBy(() -> read("\u00FF\u00FE{\0"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageStartingWith("File f.jsonl cannot be read: it is in UTF-16, not in UTF-8;");
  }

  @Test
  void goesOnAfterALineThatIsNoObject() {
    assertThat(read("{\"a\":1,\"a\":2}\n[1]\n{\"a\":\n{}x\n{\"a\":\"\u00e9\"}\n{\"a\":3}\n"))
        .containsExactly(
            "1@1 !named twice: a: {\"a\":1,\"a\":2}",
            "2@2 !not a JSON object: [1]",
            "3@3 !not JSON: Unexpected end-of-input within/between Object entries: {\"a\":",
            "4@4 !not JSON: Unrecognized token 'x': was expecting (JSON String, Number, Array,"
                + " Object or token 'null', 'true' or 'false'): {}x",
            "5@5 !not valid UTF-8: {\"a\":\"\u00e9\"}",
            "6@6 {\"a\":3}");
  }
}
