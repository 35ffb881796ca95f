package dev.lintel.pipeline.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
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
