package dev.lintel.convert;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Builds the tree of a JSON text. Its numbers, objects and arrays keep the text that they were
 * parsed from, and are written as that text: a tree of other nodes would lose the second value of a
 * name that occurs twice, and the sign of a zero. So the nodes must not be changed.
 */
final class JsonTree {
  private final String text;
  private final JsonParser parser;

  private JsonTree(String text, JsonParser parser) {
    this.text = text;
    this.parser = parser;
  }

  /**
   * Parses a text.
   *
   * @param parser a parser of that text, before its first token
   * @throws com.fasterxml.jackson.core.JsonProcessingException if the text is not exactly one value
   */
  static JsonNode parse(String text, JsonParser parser) throws IOException {
    if (parser.nextToken() == null) {
      throw new JsonParseException(parser, "no content");
    }
    JsonNode value = new JsonTree(text, parser).value();
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more than one value");
    }
    return value;
  }

  /** Returns the names that an object has more than once; its tree has their first values. */
  static Set<String> namedTwice(JsonNode node) {
    return node instanceof ParsedObject object && object.namedTwice != null
        ? object.namedTwice
        : Set.of();
  }

  private JsonNode value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> TextNode.valueOf(parser.getText());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      case VALUE_NULL -> NullNode.getInstance();
      default -> throw new JsonParseException(parser, "no value: " + parser.currentToken());
    };
  }

  private JsonNode object() throws IOException {
    var object = new ParsedObject(text, start());
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.add(name, value());
    }
    object.end = end();
    return object;
  }

  private JsonNode array() throws IOException {
    var array = new ParsedArray(text, start());
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value());
    }
    array.end = end();
    return array;
  }

  private JsonNode integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT ->
          parser.getIntValue() == 0 && isNegative()
              ? new NegativeZero()
              : IntNode.valueOf(parser.getIntValue());
      case LONG -> LongNode.valueOf(parser.getLongValue());
      default -> BigIntegerNode.valueOf(parser.getBigIntegerValue());
    };
  }

  private JsonNode decimal() throws IOException {
    if (parser.isNaN()) {
      return new SpelledDouble(parser.getDoubleValue(), parser.getText());
    }
    BigDecimal number = number();
    // No decimal of Java has a negative zero.
    return number.signum() == 0 && isNegative()
        ? new SpelledDouble(-0.0, parser.getText())
        : new SpelledDecimal(number, parser.getText());
  }

  private BigDecimal number() throws IOException {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException e) {
      throw new JsonParseException(
          parser, "the number %s has an exponent of more than 32 bits".formatted(parser.getText()));
    }
  }

  private boolean isNegative() throws IOException {
    return parser.getText().startsWith("-");
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private int end() {
    return (int) parser.currentLocation().getCharOffset();
  }

  /** Writes part of a text on one line. Line breaks in JSON are only white space between tokens. */
  private static void write(String text, int start, int end, JsonGenerator out) throws IOException {
    out.writeRawValue(text.substring(start, end).replace('\n', ' ').replace('\r', ' '));
  }

  @SuppressWarnings("unchecked") // In the deepCopy that it inherits.
  private static final class ParsedObject extends ObjectNode {
    private static final long serialVersionUID = 1;

    private final String text;
    private final int start;
    private int end;
    private transient @Nullable Set<String> namedTwice;

    ParsedObject(String text, int start) {
      super(JsonNodeFactory.instance, new LinkedHashMap<>());
      this.text = text;
      this.start = start;
    }

    void add(String name, JsonNode value) {
      if (!has(name)) {
        set(name, value);
      } else if (namedTwice == null) {
        namedTwice = new HashSet<>(Set.of(name));
      } else {
        namedTwice.add(name);
      }
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
      write(text, start, end, out);
    }
  }

  @SuppressWarnings("unchecked") // In the deepCopy that it inherits.
  private static final class ParsedArray extends ArrayNode {
    private static final long serialVersionUID = 1;

    private final String text;
    private final int start;
    private int end;

    ParsedArray(String text, int start) {
      super(JsonNodeFactory.instance);
      this.text = text;
      this.start = start;
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
      write(text, start, end, out);
    }
  }

  /**
   * A number that keeps its text: {@link JsonNode#asText} and {@link StrictJson#write} return it.
   */
  interface SpelledNumber {}

  private static final class SpelledDecimal extends DecimalNode implements SpelledNumber {
    private static final long serialVersionUID = 1;

    private final String text;

    SpelledDecimal(BigDecimal number, String text) {
      super(number);
      this.text = text;
    }

    @Override
    public String asText() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A negative zero, or a number that JSON does not have, such as NaN. */
  private static final class SpelledDouble extends DoubleNode implements SpelledNumber {
    private static final long serialVersionUID = 1;

    private final String text;

    SpelledDouble(double number, String text) {
      super(number);
      this.text = text;
    }

    @Override
    public String asText() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The integer -0, which has its sign where it is read as a floating-point number. */
  private static final class NegativeZero extends IntNode implements SpelledNumber {
    private static final long serialVersionUID = 1;

    NegativeZero() {
      super(0);
    }

    @Override
    public String asText() {
      return "-0";
    }

    @Override
    public String toString() {
      return "-0";
    }
  }
}
