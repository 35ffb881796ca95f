package dev.lintel.pipeline.files.avro;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of values.
 *
 * @param decoder converts what Parquet's reader returns (a boxed number, a boolean or a {@link
 *     Binary}) to a datum of the schema
 */
record ParquetScalar(Schema schema, Function<Object, Object> decoder) implements ParquetDatum {
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * A column of that type.
   *
   * @param correction is applied to every number, and to the twelve bytes of an INT96
   */
  static ParquetScalar of(Schema schema, PrimitiveType type, UnaryOperator<Object> correction) {
    return new ParquetScalar(
        schema,
        switch (schema.getType()) {
          case STRING ->
              type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                  ? value -> string((Binary) value)
                  : value -> uuid(((Binary) value).toByteBuffer());
          case BYTES -> value -> ByteBuffer.wrap(((Binary) value).getBytes());
          case FIXED ->
              value -> {
                Binary corrected = (Binary) correction.apply(value);
                return new GenericData.Fixed(schema, corrected.getBytes());
              };
          default -> correction;
        });
  }

  /** A column without a type, which has nothing but nulls. */
  static ParquetScalar ofNulls(Schema schema) {
    return new ParquetScalar(
        schema,
        value -> {
          throw new ParquetDecodingException("a column without a type has a value");
        });
  }

  /** Text that may have replacements for bytes that are not UTF-8 goes on as its bytes. */
  private static CharSequence string(Binary value) {
    String text = value.toStringUsingUTF8();
    return text.indexOf(REPLACEMENT) < 0 ? text : new Utf8(value.getBytes());
  }

  private static String uuid(ByteBuffer bytes) {
    long high = bytes.getLong(bytes.position());
    return new UUID(high, bytes.getLong(bytes.position() + Long.BYTES)).toString();
  }

  @Override
  public Converter newConverter(Consumer<Object> target) {
    return schema.getType() == Schema.Type.STRING
        ? new TextConverter(decoder, target)
        : new ScalarConverter(decoder, target);
  }

  private static class ScalarConverter extends PrimitiveConverter {
    final Function<Object, Object> decoder;
    final Consumer<Object> target;

    ScalarConverter(Function<Object, Object> decoder, Consumer<Object> target) {
      this.decoder = decoder;
      this.target = target;
    }

    @Override
    public void addBinary(Binary value) {
      target.accept(decoder.apply(value));
    }

    @Override
    public void addBoolean(boolean value) {
      target.accept(decoder.apply(value));
    }

    @Override
    public void addDouble(double value) {
      target.accept(decoder.apply(value));
    }

    @Override
    public void addFloat(float value) {
      target.accept(decoder.apply(value));
    }

    @Override
    public void addInt(int value) {
      target.accept(decoder.apply(value));
    }

    @Override
    public void addLong(long value) {
      target.accept(decoder.apply(value));
    }
  }

  /** Decodes a text that a page has in its dictionary once, however often it occurs. */
  private static final class TextConverter extends ScalarConverter {
    private Object[] texts = {};

    TextConverter(Function<Object, Object> decoder, Consumer<Object> target) {
      super(decoder, target);
    }

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      texts = new Object[dictionary.getMaxId() + 1];
      for (int id = 0; id < texts.length; id++) {
        texts[id] = decoder.apply(dictionary.decodeToBinary(id));
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      target.accept(texts[id]);
    }
  }
}
