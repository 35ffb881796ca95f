package dev.lintel.pipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordsToCheckTest {

  private static int countOf(int records, int characters) {
    String text = ("x".repeat(characters - 1) + "\n").repeat(records);
    return RecordsToCheck.of(
            CsvReader.of("f.csv", new StringReader(text), CsvLayout.defaults(), List.of("A")))
        .size();
  }

  @Test
  void lookAtAHundredSmallRecords() {
    assertThat(countOf(7, 10)).isEqualTo(7);
    assertThat(countOf(1_000, 10)).isEqualTo(100);
  }

  @Test
  void lookAtFewLargeRecords() {
    assertThat(countOf(20, 300 << 10)).isEqualTo(4);
    assertThat(countOf(2, 3 << 20)).isEqualTo(1);
  }
}
