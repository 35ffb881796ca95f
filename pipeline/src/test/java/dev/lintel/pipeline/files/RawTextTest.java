package dev.lintel.pipeline.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RawTextTest {
  private static String read(byte[] bytes) throws IOException {
    var text = new StringWriter();
    try (var reader = new Utf8Reader(new ByteArrayInputStream(bytes))) {
      reader.transferTo(text);
    }
    return text.toString();
  }

  @Property
  void anyBytesComeBackAsTheyWere(@ForAll @Size(max = 200) byte[] bytes) throws IOException {
    RawText raw = RawText.of(bytes);
    assertThat(raw.bytes()).isEqualTo(bytes);
    if (hasMarkOfUtf16(bytes)) {
      assertThatThrownBy(() -> read(bytes)).hasMessageContaining("UTF-16");
      return;
    }
    boolean markSkipped = raw.text().startsWith("\uFEFF");
    assertThat(read(bytes)).isEqualTo(markSkipped ? raw.text().substring(1) : raw.text());
  }

  private static boolean hasMarkOfUtf16(byte[] bytes) {
    String start = HexFormat.of().formatHex(bytes, 0, Math.min(2, bytes.length));
    return start.equals("feff") || start.equals("fffe");
  }

  @Property
  void anyTextIsReadAsItIs(@ForAll String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    String wellFormed = new String(bytes, UTF_8);
    assertThat(RawText.of(bytes).text()).isEqualTo(wellFormed);
    assertThat(RawText.of(bytes).isUtf8()).isTrue();
  }

  @Example
  void charactersAcrossTheBuffersEndAreWhole() throws IOException {
    String text = "a" + "😀é".repeat(100_000);
    assertThat(read(text.getBytes(UTF_8))).isEqualTo(text);
  }

  @Example
  void badBytesAcrossTheBuffersEndComeBack() throws IOException {
    var bytes = new byte[200_001];
    Arrays.fill(bytes, (byte) 0xF0);
    assertThat(new RawText(read(bytes)).bytes()).isEqualTo(bytes);
    assertThat(new RawText(read(bytes)).isUtf8()).isFalse();
  }
}
