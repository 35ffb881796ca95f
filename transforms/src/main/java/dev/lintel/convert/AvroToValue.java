package dev.lintel.convert;

import com.fasterxml.jackson.databind.JsonNode;
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
 * Makes the values of one column of the data of one Avro schema, as Avro's generic reader gives
 * them without logical type conversions. Thread-safe.
 *
 * <p>Reads what Google's export writes, its encoding of PostgreSQL's numeric included, and what its
 * import tolerates: INT64 of int, long or string; FLOAT64 of int, long, float, double or string;
 * FLOAT32 of float or string; BOOL of boolean or string; STRING of string, enum or number;
 * TIMESTAMP of string or long (microseconds unless its logical type says otherwise; local ones are
 * taken as UTC); DATE of string or date; NUMERIC of bytes or fixed of any decimal scale (9 if there
 * is none), integers or string; BYTES of bytes or fixed; JSON of string; UUID of string or
 * fixed(16); an ARRAY of an array of these. Parquet's INT96 is a timestamp, too.
 */
public final class AvroToValue {
  private final ColumnValues values;
  private final Schema schema;
  private final Function<Object, Object> decoder;

  private AvroToValue(ColumnValues values, Schema schema, Function<Object, Object> decoder) {
    this.values = values;
    this.schema = schema;
    this.decoder = decoder;
  }

  /**
   * Converts data of that schema.
   *
   * @throws IllegalArgumentException if there is a {@link #mismatch}
   */
  public static AvroToValue forColumn(Schema schema, Column column) {
    var values = new ColumnValues(column);
    Function<Object, Object> decoder =
        values.isArray()
            ? arrayDecoder(schema, values)
            : branches(schema, s -> AvroScalars.decoder(s, values.scalarType().getCode()));
    if (decoder == null) {
      throw new IllegalArgumentException(
          "column "
              + column.getName()
              + " is "
              + column.getTypeName()
              + ", which cannot be read from the type "
              + schema);
    }
    return new AvroToValue(values, schema, decoder);
  }

  /** Why no data of that schema can be written to the column; empty if it can. */
  public static Optional<String> mismatch(Schema schema, Column column) {
    try {
      forColumn(schema, column);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The value of a datum; null in is null out.
   *
   * @throws ConversionException if the column cannot hold it
   */
  public Value convert(@Nullable Object datum) {
    if (datum == null) {
      return values.nullValue();
    }
    try {
      Object object = decoder.apply(datum);
      return values.isArray() ? values.array(elements(object)) : values.scalar(object);
    } catch (Unconvertible e) {
      throw values.failure(e.reason(), GenericData.get().toString(datum));
    }
  }

  /**
   * The datum without the checks that {@link #convert} makes, in the JSON form that {@link
   * JsonToValue} reads, so that one that the column cannot hold can be kept and mended.
   */
  JsonNode toJson(@Nullable Object datum) {
    if (datum == null) {
      return ScalarJson.nullNode();
    }
    try {
      Object object = decoder.apply(datum);
      return values.isArray() ? ScalarJson.array(elements(object)) : ScalarJson.scalar(object);
    } catch (Unconvertible e) {
      return ScalarJson.scalar(
          schema.getType() == Schema.Type.STRING
              ? datum.toString()
              : GenericData.get().toString(datum));
    }
  }

  private static @Nullable Function<Object, Object> arrayDecoder(
      Schema schema, ColumnValues values) {
    return branches(
        schema,
        branch -> {
          if (branch.getType() != Schema.Type.ARRAY) {
            return Optional.empty();
          }
          Function<Object, Object> element =
              branches(
                  branch.getElementType(),
                  s -> AvroScalars.decoder(s, values.scalarType().getCode()));
          return Optional.ofNullable(element)
              .map(each -> array -> ValueContents.converted((Collection<?>) array, each));
        });
  }

  /** Decodes the only branch beside null, or whichever of several the datum is of. */
  private static @Nullable Function<Object, Object> branches(
      Schema schema, Function<Schema, Optional<Function<Object, Object>>> decoderOf) {
    if (schema.getType() == Schema.Type.NULL) {
      return datum -> datum;
    }
    if (!schema.isUnion()) {
      return decoderOf.apply(schema).orElse(null);
    }
    List<Schema> types = schema.getTypes();
    var decoders = new ArrayList<@Nullable Function<Object, Object>>();
    for (Schema type : types) {
      if (type.getType() == Schema.Type.NULL) {
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
