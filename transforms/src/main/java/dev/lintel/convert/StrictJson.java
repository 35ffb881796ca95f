package dev.lintel.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses and writes JSON without loss: exactly one value, numbers, objects and arrays character by
 * character. Thread-safe.
 *
 * <p>NaN, Infinity and -Infinity are numbers when they are parsed, because many programs write them
 * for floating-point numbers. In a document they are an error, because JSON has no such numbers.
 */
public final class StrictJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonFactory WITH_NAN =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Parts of a parser's message that are about the parser. */
  private static final Pattern INTERNALS =
      Pattern.compile(
          "(, from|: enable) `[^`]*`( to allow)?| \\(code [^)]*\\)| \\(or 'NaN'[^)]*\\)");

  /** Any decimal of so many digits is the nearest one to its double. */
  private static final int DIGITS_OF_EVERY_DOUBLE = 15;

  /**
   * More than the longest text of a double has, without an exponent: 767 digits after 308 zeros.
   */
  private static final int CHARACTERS_OF_EVERY_DOUBLE = 1_200;

  /** The most digits that every 64-bit integer can have. */
  private static final int DIGITS_OF_EVERY_LONG = 18;

  private StrictJson() {}

  /**
   * Parses the text of one value. The numbers, objects and arrays of the tree are written as they
   * were parsed, so they must not be changed. Of a name that an object has twice the tree has the
   * first value: ask {@link #namedTwice}.
   *
   * @throws JsonProcessingException if the text is not exactly one JSON value; empty text is not
   */
  public static JsonNode parse(String text) throws JsonProcessingException {
    try (JsonParser parser = WITH_NAN.createParser(text)) {
      return JsonTree.parse(text, parser);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the names that an object has more than once, if {@link #parse} returned it. */
  public static Set<String> namedTwice(JsonNode object) {
    return JsonTree.namedTwice(object);
  }

  /** Describes why {@link #parse} failed. */
  public static String problem(JsonProcessingException e) {
    return INTERNALS.matcher(e.getOriginalMessage()).replaceAll("");
  }

  /** Writes a value on one line. */
  public static String write(JsonNode node) {
    if (node instanceof JsonTree.SpelledNumber) {
      return node.asText();
    }
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value", e);
    }
  }

  /**
   * Returns the text of a document of PostgreSQL's jsonb unchanged.
   *
   * @throws Unconvertible if it is not exactly one JSON value
   */
  static String jsonb(String text) {
    return validated(text, parser -> true);
  }

  /**
   * Returns the text of a document of GoogleSQL's JSON unchanged.
   *
   * @throws Unconvertible if it is not exactly one JSON value, or Spanner would round a number in
   *     it
   */
  static String json(String text) {
    return validated(text, StrictJson::keepsNumber);
  }

  /** Checks one token of a document. */
  @FunctionalInterface
  private interface TokenCheck {
    boolean accepts(JsonParser parser) throws IOException;
  }

  private static String validated(String text, TokenCheck check) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      int depth = 0;
      int values = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (!check.accepts(parser)) {
          throw new Unconvertible("a number in it is one that JSON cannot hold exactly");
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        values += depth == 0 ? 1 : 0;
      }
      if (values != 1) {
        throw new Unconvertible("not one JSON value");
      }
      return text;
    } catch (JsonProcessingException e) {
      throw new Unconvertible("not valid JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether GoogleSQL's JSON keeps a number: INT64, unsigned 64 bits, or FLOAT64. */
  private static boolean keepsNumber(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (!token.isNumeric()) {
      return true;
    }
    String text = parser.getText();
    if (text.length() > CHARACTERS_OF_EVERY_DOUBLE) {
      return false;
    }
    return token == JsonToken.VALUE_NUMBER_INT
        ? text.length() <= DIGITS_OF_EVERY_LONG || keepsInteger(new BigInteger(text))
        : keepsDecimal(text);
  }

  private static boolean keepsInteger(BigInteger number) {
    return number.bitLength() < Long.SIZE
        || (number.signum() > 0 && number.bitLength() == Long.SIZE)
        || FloatingPoint.FLOAT64.keeps(new BigDecimal(number));
  }

  private static boolean keepsDecimal(String text) {
    if (text.length() <= DIGITS_OF_EVERY_DOUBLE && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
      return true;
    }
    try {
      return FloatingPoint.FLOAT64.keeps(new BigDecimal(text));
    } catch (NumberFormatException e) {
      // The exponent has more than 32 bits.
      return false;
    }
  }
}
