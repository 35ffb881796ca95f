package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextWindowTest {

  @Test
  void aRecordWithinTheLimitIsReadWhereverItBegins() {
    int limit = 1 << 16;
    String first = "1," + "x".repeat(limit / 3);
    String second = "2," + "y".repeat(limit - 4);
    var window = new TextWindow(new StringReader(first + "\n" + second + "\n"), limit);
    List<Integer> lengths = new ArrayList<>();

    CsvReader.of("f.csv", window, CsvLayout.defaults(), List.of("A", "B"))
        .forEachRemaining(record -> lengths.add(record.raw().orElseThrow().text().length()));

    assertThat(lengths).containsExactly(first.length(), second.length());
  }
}
