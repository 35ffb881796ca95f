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
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.common.ReflectHelpers;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The encoding of a key: the number of its parts, then each part after a byte for its kind.
 *
 * <p>Equal keys have equal bytes, so every NaN is written as the same one, because all are equal in
 * a key. {@code Value.COMMIT_TIMESTAMP} means nothing in a key: the client sends the epoch for it,
 * as it does for the timestamp that equals it.
 */
final class KeyEncoding {
  // Numbers of the format: they never change.
  private static final byte NULL = 0;
  private static final byte FALSE = 1;
  private static final byte TRUE = 2;
  private static final byte ENUM = 11;

  private static final List<Kind<?>> KINDS =
      List.of(
          new Kind<>(
              3, Long.class, CodedOutputStream::writeSInt64NoTag, CodedInputStream::readSInt64),
          new Kind<>(
              4,
              Double.class,
              (out, part) -> out.writeFixed64NoTag(Double.doubleToLongBits(part)),
              in -> Double.longBitsToDouble(in.readFixed64())),
          new Kind<>(5, BigDecimal.class, Scalars::writeNumeric, Scalars::readNumeric),
          new Kind<>(6, String.class, Scalars::writeString, Scalars::readString),
          new Kind<>(7, ByteArray.class, Scalars::writeByteArray, Scalars::readByteArray),
          new Kind<>(8, Timestamp.class, Scalars::writeTimestamp, Scalars::readTimestamp),
          new Kind<>(9, Date.class, Scalars::writeDate, Scalars::readDate),
          new Kind<>(10, UUID.class, Scalars::writeUuid, Scalars::readUuid));

  private KeyEncoding() {}

  /**
   * The encoding of the parts of one class.
   *
   * @param number the byte before the part
   */
  private record Kind<T>(
      int number, Class<T> partClass, Frame.BodyWriter<T> writer, Frame.BodyReader<T> reader) {

    void write(CodedOutputStream out, Object part) throws IOException {
      out.write((byte) number);
      writer.write(out, partClass.cast(part));
    }
  }

  static void write(CodedOutputStream out, Key key) throws IOException {
    out.writeUInt32NoTag(Iterables.size(key.getParts()));
    for (Object part : key.getParts()) {
      writePart(out, part);
    }
  }

  private static void writePart(CodedOutputStream out, @Nullable Object part) throws IOException {
    if (part == null) {
      out.write(NULL);
    } else if (part instanceof Boolean bool) {
      out.write(bool ? TRUE : FALSE);
    } else if (part instanceof ProtocolMessageEnum && part instanceof Enum<?> constant) {
      out.write(ENUM);
      Scalars.writeString(out, constant.getDeclaringClass().getName());
      Scalars.writeString(out, constant.name());
    } else {
      kindOf(part).write(out, part);
    }
  }

  private static Kind<?> kindOf(Object part) throws CoderException {
    for (Kind<?> kind : KINDS) {
      if (kind.partClass().isInstance(part)) {
        return kind;
      }
    }
    throw new CoderException("cannot encode a key part of " + part.getClass());
  }

  static Key read(CodedInputStream in) throws IOException {
    int size = Frame.readCount(in);
    Key.Builder key = Key.newBuilder();
    for (int i = 0; i < size; i++) {
      key.appendObject(readPart(in));
    }
    return key.build();
  }

  private static @Nullable Object readPart(CodedInputStream in) throws IOException {
    byte number = in.readRawByte();
    return switch (number) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case ENUM -> readEnum(Scalars.readString(in), Scalars.readString(in));
      default -> kindOf(number).reader().read(in);
    };
  }

  private static Kind<?> kindOf(byte number) throws CoderException {
    for (Kind<?> kind : KINDS) {
      if (kind.number() == number) {
        return kind;
      }
    }
    throw new CoderException("corrupt key: a part of kind " + number);
  }

  /** Finds the constant, which only the generated class can supply. */
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
      throw new CoderException(
          "a key needs the enum " + className + ", which is not on the class path", e);
    }
    throw new CoderException(
        "a key needs " + className + "." + name + ", which does not exist here");
  }
}
