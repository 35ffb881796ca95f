package dev.lintel.pipeline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesWriterTest {

  @Test
  void lineHasEveryColumn() throws IOException {
    Struct row =
        Struct.newBuilder()
            .set("Id")
            .to(1L)
            .set("S")
            .to("a\n\u2028😀")
            .set("F")
            .to(-0.0)
            .set("none")
            .to((Timestamp) null)
            .set("T")
            .to(Timestamp.ofTimeSecondsAndNanos(0, 1))
            .set("list")
            .toInt64Array(Arrays.asList(1L, null))
            .build();
    var out = new ByteArrayOutputStream();
    try (var writer = JsonLinesWriter.open(row.getType().getStructFields(), out)) {
      writer.write(row);
      writer.write(row);
    }
    String line =
        "{\"Id\":\"1\",\"S\":\"a\\n\u2028😀\",\"F\":\"-0.0\",\"none\":null,"
            + "\"T\":\"1970-01-01T00:00:00.000000001Z\",\"list\":[\"1\",null]}\n";
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(line + line);
  }

  @Test
  void columnsOfOneNameAreRefused() {
    Type.StructField column = Type.StructField.of("a", Type.int64());
    assertThatThrownBy(
            () -> JsonLinesWriter.open(List.of(column, column), new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("More than one column has the same name: [a, a]");
  }
}
