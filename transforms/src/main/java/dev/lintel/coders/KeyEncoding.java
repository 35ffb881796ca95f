package dev.lintel.coders;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.common.collect.Iterables;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ProtocolMessageEnum;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.UUID;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.common.ReflectHelpers;

/**
 * A key: the number of its parts, then each part with a byte for its kind.
 *
 * <p>Equal keys give equal bytes, so NaN, of which a key knows only one, is written as one. {@code
 * Value.COMMIT_TIMESTAMP} means nothing in a key: the client sends the epoch for it, as it does for
 * the timestamp that equals it.
 */
final class KeyEncoding {
  // Numbers of the format: they never change.
  private static final byte NULL = 0;
  private static final byte FALSE = 1;
  private static final byte TRUE = 2;
  private static final byte INT64 = 3;
  private static final byte FLOAT64 = 4;
  private static final byte NUMERIC = 5;
  private static final byte STRING = 6;
  private static final byte BYTES = 7;
  private static final byte TIMESTAMP = 8;
  private static final byte DATE = 9;
  private static final byte UUID_PART = 10;
  private static final byte ENUM = 11;

  private KeyEncoding() {}

  static void write(CodedOutputStream out, Key key) throws IOException {
    out.writeUInt32NoTag(Iterables.size(key.getParts()));
    for (Object part : key.getParts()) {
      writePart(out, part);
    }
  }

  private static void writePart(CodedOutputStream out, Object part) throws IOException {
    if (part == null) {
      out.write(NULL);
    } else if (part instanceof Boolean bool) {
      out.write(bool ? TRUE : FALSE);
    } else if (part instanceof Long int64) {
      out.write(INT64);
      out.writeSInt64NoTag(int64);
    } else if (part instanceof Double float64) {
      out.write(FLOAT64);
      out.writeFixed64NoTag(Double.doubleToLongBits(float64));
    } else if (part instanceof BigDecimal numeric) {
      out.write(NUMERIC);
      Scalars.writeNumeric(out, numeric);
    } else if (part instanceof String string) {
      out.write(STRING);
      Scalars.writeString(out, string);
    } else if (part instanceof ByteArray bytes) {
      out.write(BYTES);
      Scalars.writeByteArray(out, bytes);
    } else if (part instanceof Timestamp timestamp) {
      out.write(TIMESTAMP);
      Scalars.writeTimestamp(out, timestamp);
    } else if (part instanceof Date date) {
      out.write(DATE);
      Scalars.writeDate(out, date);
    } else if (part instanceof UUID uuid) {
      out.write(UUID_PART);
      Scalars.writeUuid(out, uuid);
    } else if (part instanceof ProtocolMessageEnum && part instanceof Enum<?> constant) {
      out.write(ENUM);
      Scalars.writeString(out, constant.getDeclaringClass().getName());
      Scalars.writeString(out, constant.name());
    } else {
      throw new CoderException("cannot encode a key part of " + part.getClass());
    }
  }

  static Key read(CodedInputStream in) throws IOException {
    int size = Frame.readCount(in);
    Key.Builder key = Key.newBuilder();
    for (int i = 0; i < size; i++) {
      key.appendObject(readPart(in));
    }
    return key.build();
  }

  private static Object readPart(CodedInputStream in) throws IOException {
    byte kind = in.readRawByte();
    return switch (kind) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case INT64 -> in.readSInt64();
      case FLOAT64 -> Double.longBitsToDouble(in.readFixed64());
      case NUMERIC -> Scalars.readNumeric(in);
      case STRING -> Scalars.readString(in);
      case BYTES -> Scalars.readByteArray(in);
      case TIMESTAMP -> Scalars.readTimestamp(in);
      case DATE -> Scalars.readDate(in);
      case UUID_PART -> Scalars.readUuid(in);
      case ENUM -> readEnum(Scalars.readString(in), Scalars.readString(in));
      default -> throw new CoderException("corrupt key: a part of kind " + kind);
    };
  }

  /** A key holds the constant itself, of which only the generated class can give another. */
  private static Object readEnum(String className, String name) throws CoderException {
    try {
      Class<?> type = Class.forName(className, false, ReflectHelpers.findClassLoader());
      if (ProtocolMessageEnum.class.isAssignableFrom(type) && type.isEnum()) {
        for (Object constant : type.getEnumConstants()) {
          if (((Enum<?>) constant).name().equals(name)) {
            return constant;
          }
        }
      }
    } catch (ClassNotFoundException e) {
      throw new CoderException("a key needs the enum " + className + ", which is not there", e);
    }
    throw new CoderException("a key needs " + className + "." + name + ", which is not there");
  }
}
