package dev.lintel.schematransforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.FixedBytes;
import org.apache.beam.sdk.schemas.logicaltypes.FixedPrecisionNumeric;
import org.apache.beam.sdk.schemas.logicaltypes.FixedString;
import org.apache.beam.sdk.schemas.logicaltypes.MicrosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.NanosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.schemas.logicaltypes.UuidLogicalType;
import org.apache.beam.sdk.schemas.logicaltypes.VariableBytes;
import org.apache.beam.sdk.schemas.logicaltypes.VariableString;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts values of fields of Beam rows to JSON, from which the library converts to every type of
 * Spanner, and back. Pure; safe to call from any thread.
 */
final class BeamFields {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final ImmutableSet<String> INSTANTS =
      ImmutableSet.of(NanosInstant.IDENTIFIER, MicrosInstant.IDENTIFIER);

  private static final ImmutableSet<String> STRINGS =
      ImmutableSet.of(VariableString.IDENTIFIER, FixedString.IDENTIFIER);

  private static final ImmutableSet<String> BYTES =
      ImmutableSet.of(VariableBytes.IDENTIFIER, FixedBytes.IDENTIFIER);

  private static final String DATE = SqlTypes.DATE.getIdentifier();

  private BeamFields() {}

  /** Whether values of this type can be converted. */
  static boolean isSupported(FieldType type) {
    return switch (type.getTypeName()) {
      case BYTE, INT16, INT32, INT64, FLOAT, DOUBLE, DECIMAL, STRING, BOOLEAN, BYTES, DATETIME ->
          true;
      case ARRAY, ITERABLE -> isSupported(element(type)) && !isList(element(type));
      case LOGICAL_TYPE ->
          INSTANTS.contains(logical(type))
              || STRINGS.contains(logical(type))
              || BYTES.contains(logical(type))
              || logical(type).equals(DATE)
              || logical(type).equals(UuidLogicalType.IDENTIFIER)
              || logical(type).equals(FixedPrecisionNumeric.IDENTIFIER);
      case ROW, MAP -> false;
    };
  }

  /** Whether values of this type, or the elements of its lists, are bytes. */
  static boolean isBytes(FieldType type) {
    return switch (type.getTypeName()) {
      case BYTES -> true;
      case ARRAY, ITERABLE -> isBytes(element(type));
      case LOGICAL_TYPE -> BYTES.contains(logical(type));
      default -> false;
    };
  }

  /** Names a type, for messages. */
  static String describe(FieldType type) {
    return type.getTypeName().isLogicalType() ? logical(type) : type.getTypeName().toString();
  }

  private static boolean isList(FieldType type) {
    return type.getTypeName().isCollectionType();
  }

  private static FieldType element(FieldType type) {
    return type.getCollectionElementType();
  }

  private static String logical(FieldType type) {
    return type.getLogicalType().getIdentifier();
  }

  /**
   * Converts a value. Numbers with decimals become their text, so that JSON rounds none of them.
   */
  static JsonNode toJson(FieldType type, @Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    return switch (type.getTypeName()) {
      case BYTE, INT16, INT32, INT64 -> NODES.numberNode(((Number) value).longValue());
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case BYTES -> bytes(value);
      case ARRAY, ITERABLE -> {
        ArrayNode array = NODES.arrayNode();
        ((Iterable<?>) value).forEach(each -> array.add(toJson(element(type), each)));
        yield array;
      }
      case LOGICAL_TYPE ->
          BYTES.contains(logical(type)) ? bytes(value) : NODES.textNode(value.toString());
      // Instants and dates print in the form that Spanner reads.
      default -> NODES.textNode(value.toString());
    };
  }

  private static JsonNode bytes(Object value) {
    return NODES.textNode(Base64.getEncoder().encodeToString((byte[]) value));
  }

  /** Converts what {@link #toJson} has made, or Spanner's value of it, back. */
  static @Nullable Object fromJson(FieldType type, JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    String text = node.asText();
    return switch (type.getTypeName()) {
      case BYTE -> new BigDecimal(text).byteValueExact();
      case INT16 -> new BigDecimal(text).shortValueExact();
      case INT32 -> new BigDecimal(text).intValueExact();
      case INT64 -> new BigDecimal(text).longValueExact();
      case FLOAT -> Float.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case DECIMAL -> new BigDecimal(text);
      case STRING -> text;
      // In a JSON column it is a document, which comes back as text.
      case BOOLEAN -> Boolean.valueOf(text);
      case BYTES -> Base64.getDecoder().decode(text);
      case DATETIME -> org.joda.time.Instant.parse(text);
      case ARRAY, ITERABLE ->
          Streams.stream(node).map(each -> fromJson(element(type), each)).toList();
      case LOGICAL_TYPE -> logicalFromText(logical(type), text);
      case ROW, MAP -> throw new IllegalArgumentException("Not supported: " + describe(type));
    };
  }

  private static Object logicalFromText(String logical, String text) {
    if (INSTANTS.contains(logical)) {
      return Instant.parse(text);
    }
    if (STRINGS.contains(logical)) {
      return text;
    }
    if (BYTES.contains(logical)) {
      return Base64.getDecoder().decode(text);
    }
    if (logical.equals(DATE)) {
      return LocalDate.parse(text);
    }
    if (logical.equals(UuidLogicalType.IDENTIFIER)) {
      return UUID.fromString(text);
    }
    return new BigDecimal(text);
  }
}
