package dev.lintel.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Parses and writes JSON strictly: exactly one value, no duplicate names, and numbers exact to the
 * last digit. Thread-safe.
 */
public final class StrictJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private StrictJson() {}

  /**
   * Parses the text of one value.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value; empty text is not
   */
  public static JsonNode parse(String text) throws JsonProcessingException {
    JsonNode node = MAPPER.readTree(text);
    if (node.isMissingNode()) {
      throw new JsonParseException(null, "no content");
    }
    return node;
  }

  /** Writes a value on one line. */
  public static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value", e);
    }
  }

  /**
   * Returns the text unchanged.
   *
   * @throws Unconvertible if it is not exactly one JSON value
   */
  static String validated(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != null) {
        parser.skipChildren();
        if (parser.nextToken() == null) {
          return text;
        }
      }
      throw new Unconvertible("not one JSON value");
    } catch (JsonProcessingException e) {
      throw new Unconvertible("not valid JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
