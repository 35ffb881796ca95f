package dev.lintel.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts Avro data of one schema to values of one column. The data are those that Avro's generic
 * reader returns without logical type conversions. Thread-safe.
 *
 * <p>What a datum is read as depends on what it means, not on how it is stored; {@link
 * AvroFieldType} lists the types of columns for a schema. A logical type of the wrong Avro type is
 * ignored. An int or long with the logical type {@link AvroTypes#UNSIGNED} is an unsigned integer,
 * and {@link AvroAnnotations} has more logical types that only other formats have.
 *
 * <p>So it reads what Google's export writes, including the encoding of PostgreSQL's numeric. As in
 * Google's import, a string is parsed as the column's type; a long without a logical type is a
 * timestamp in microseconds; bytes without one are a NUMERIC with nine digits after the point. Both
 * rules are for Avro: data of Parquet, which have the property {@link
 * AvroAnnotations#PARQUET_TYPE}, are then an integer and bytes. {@link
 * AvroAnnotations#setTimestampUnit} says what such an integer counts.
 *
 * <p>What is always null, in Avro or in Parquet, is written to a column of any type.
 *
 * <p>A string whose bytes are not UTF-8 is an error, also within nested data.
 *
 * <p>INT64 and FLOAT64 hold a number exactly or not at all. Local timestamps are read as UTC. In a
 * STRING column, dates, times and timestamps are ISO 8601, like {@code 2024-02-29T12:34:56.5Z}. In
 * a JSON column, records, maps and arrays are documents; numbers in them are numbers of JSON.
 */
public final class AvroToValue {
  private final ColumnValues values;
  private final Function<Object, Object> decoder;

  /** Shows a datum that the column cannot hold. */
  private final AvroToJson printer;

  private AvroToValue(ColumnValues values, Function<Object, Object> decoder, AvroToJson printer) {
    this.values = values;
    this.decoder = decoder;
    this.printer = printer;
  }

  /**
   * Returns a conversion of data of a schema, with {@link TextFormat#defaults}.
   *
   * @throws IllegalArgumentException if there is a {@link #mismatch}
   */
  public static AvroToValue forColumn(Schema schema, Column column) {
    return forColumn(schema, column, TextFormat.defaults());
  }

  /**
   * Returns a conversion of data of a schema.
   *
   * @param format how strings write dates and timestamps
   * @throws IllegalArgumentException if there is a {@link #mismatch}
   */
  public static AvroToValue forColumn(Schema schema, Column column, TextFormat format) {
    var values = new ColumnValues(column);
    Function<Object, Object> decoder = decoder(schema, column.getType());
    if (decoder == null) {
      throw new IllegalArgumentException(AvroFieldType.of(schema).refusal(column));
    }
    boolean documents = isDocument(values.scalarType().getCode());
    return new AvroToValue(
        values,
        AvroText.decoder(decoder, column.getType(), format),
        documents ? AvroToJson.ofDocuments(schema) : AvroToJson.of(schema));
  }

  /** Returns why data of a schema cannot be written to the column; empty if they can. */
  public static Optional<String> mismatch(Schema schema, Column column) {
    try {
      forColumn(schema, column);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Converts a datum; null to null.
   *
   * @throws ConversionException if the column cannot hold the value
   */
  public Value convert(@Nullable Object datum) {
    if (datum == null) {
      return values.nullValue();
    }
    try {
      Object object = decoder.apply(datum);
      return values.isArray() ? values.array(elements(object)) : values.scalar(object);
    } catch (Unconvertible e) {
      JsonNode shown = printer.convert(datum);
      throw values.failure(
          e.reason(),
          SurrogateEscape.printable(shown.isTextual() ? shown.textValue() : shown.toString()));
    }
  }

  /**
   * Converts a datum to the JSON form that {@link JsonToValue} reads, without the checks of {@link
   * #convert}, so that a datum that the column cannot hold can be kept and fixed. Bytes that are
   * not UTF-8 are {@link SurrogateEscape}.
   */
  JsonNode toJson(@Nullable Object datum) {
    if (datum == null) {
      return ScalarJson.nullNode();
    }
    try {
      Object object = decoder.apply(datum);
      return values.isArray() ? ScalarJson.array(elements(object)) : ScalarJson.scalar(object);
    } catch (Unconvertible e) {
      return printer.convert(datum);
    }
  }

  /** Returns whether data of a schema are written to columns of a type. */
  static boolean isReadable(Schema schema, Type type) {
    return decoder(schema, type) != null;
  }

  private static boolean isDocument(Type.Code type) {
    return type == Type.Code.JSON || type == Type.Code.PG_JSONB;
  }

  private static @Nullable Function<Object, Object> decoder(Schema schema, Type type) {
    return type.getCode() == Type.Code.ARRAY
        ? arrayDecoder(schema, type.getArrayElementType().getCode())
        : decoder(schema, branch -> AvroScalars.decoder(branch, type.getCode()));
  }

  private static @Nullable Function<Object, Object> arrayDecoder(
      Schema schema, Type.Code elementType) {
    return decoder(
        schema,
        branch -> {
          if (branch.getType() != Schema.Type.ARRAY) {
            return Optional.empty();
          }
          Function<Object, Object> element =
              decoder(branch.getElementType(), s -> AvroScalars.decoder(s, elementType));
          return Optional.ofNullable(element)
              .map(each -> array -> ValueContents.converted((Collection<?>) array, each));
        });
  }

  /**
   * Returns the conversion of a schema's data: for a union with several branches besides null, the
   * conversion of the branch that the datum belongs to. Null if a branch has no conversion.
   */
  private static @Nullable Function<Object, Object> decoder(
      Schema schema, Function<Schema, Optional<Function<Object, Object>>> decoderOf) {
    if (AvroAnnotations.isNull(schema)) {
      return datum -> datum;
    }
    if (!schema.isUnion()) {
      return decoderOf.apply(schema).orElse(null);
    }
    List<Schema> types = schema.getTypes();
    var decoders = new ArrayList<@Nullable Function<Object, Object>>();
    for (Schema type : types) {
      if (AvroAnnotations.isNull(type)) {
        decoders.add(null);
        continue;
      }
      Optional<Function<Object, Object>> decoder = decoderOf.apply(type);
      if (decoder.isEmpty()) {
        return null;
      }
      decoders.add(decoder.get());
    }
    List<Function<Object, Object>> notNull =
        decoders.stream().filter(decoder -> decoder != null).toList();
    return switch (notNull.size()) {
      case 0 -> datum -> datum;
      case 1 -> notNull.get(0);
      default -> datum -> decoders.get(GenericData.get().resolveUnion(schema, datum)).apply(datum);
    };
  }

  @SuppressWarnings("unchecked")
  private static List<@Nullable Object> elements(Object decoded) {
    return (List<@Nullable Object>) decoded;
  }
}
