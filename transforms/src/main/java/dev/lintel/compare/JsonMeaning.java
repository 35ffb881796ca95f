package dev.lintel.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The meaning of a JSON document, to be compared by {@code equals}: objects regardless of the order
 * of their names, numbers by value. Pure; safe to call from any thread.
 */
final class JsonMeaning {
  /** A number of PostgreSQL's jsonb may have more digits than the parser accepts by default. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private JsonMeaning() {}

  /**
   * Returns the meaning of a document.
   *
   * @throws JsonProcessingException if the text does not begin with a JSON value
   */
  static Object of(String json) throws JsonProcessingException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return value(parser);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return Optional.empty();
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_STRING -> parser.getText();
      default -> token;
    };
  }

  private static Object number(JsonParser parser) throws IOException {
    BigDecimal number;
    try {
      number = parser.getDecimalValue();
    } catch (NumberFormatException e) {
      // Its exponent has more than 32 bits: no server keeps it, so it equals only itself.
      return new Huge(parser.getText());
    }
    // Equal numbers of different scale are not equal in Java.
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  /** A number that no decimal of Java can hold. */
  private record Huge(String text) {}

  private static Map<String, List<Object>> object(JsonParser parser) throws IOException {
    Map<String, List<Object>> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.computeIfAbsent(name, unused -> new ArrayList<>()).add(value(parser));
    }
    return members;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }
}
