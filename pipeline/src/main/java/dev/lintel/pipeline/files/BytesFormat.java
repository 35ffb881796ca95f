package dev.lintel.pipeline.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lintel.convert.BytesText;
import dev.lintel.pipeline.options.ChoiceHelp;

/** How BYTES is written in text: {@link BytesText}. */
public enum BytesFormat {
  @ChoiceHelp(label = "Base64", description = "base64")
  @JsonProperty("base64")
  BASE64,
  @ChoiceHelp(label = "Hexadecimal", description = "\\x and two hexadecimal digits a byte: \\x00ff")
  @JsonProperty("hex")
  HEX,
  @ChoiceHelp(
      label = "Escaped",
      description = "a byte is an ASCII character, or \\x and two hexadecimal digits: a\\x00\\xFF")
  @JsonProperty("escaped")
  ESCAPED,
  @ChoiceHelp(label = "UTF-8", description = "the bytes themselves, as far as they are UTF-8")
  @JsonProperty("utf8")
  UTF8;

  BytesText text() {
    return BytesText.valueOf(name());
  }
}
