package dev.lintel.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SurrogateEscapeTest {

  /** The second half of the character's surrogates is one that stands for a byte if it is lone. */
  @Test
  void aByteThatIsNotUtf8IsShownInHexadecimal_andACharacterOfTwoSurrogatesAsItIs() {
    String character = Character.toString(0x1F080);
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(character.getBytes(UTF_8));
    bytes.write(0xE9);
    bytes.write(0x80);
    String text = SurrogateEscape.decode(ByteBuffer.wrap(bytes.toByteArray()));
    assertThat(text).isEqualTo(character + "\uDCE9\uDC80");
    assertThat(SurrogateEscape.printable(text)).isEqualTo(character + "\\xE9\\x80");
  }
}
