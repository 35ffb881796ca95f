package dev.lintel.coders;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import com.google.protobuf.CodedOutputStream;
import dev.lintel.values.ScalarType;
import dev.lintel.values.ScalarTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.CoderException;

/** The {@link ValueFormat} of every type that a value, or an element of an array, can have. */
final class ValueFormats {
  private static final Map<Code, ValueFormat<?>> FORMATS = new EnumMap<>(Code.class);

  static {
    put(
        ScalarTypes.BOOL,
        (out, type, content) -> out.writeBoolNoTag(content),
        (in, type) -> in.readBool());
    putLong(ScalarTypes.INT64);
    putLong(ScalarTypes.PG_OID);
    putLong(ScalarTypes.ENUM);
    put(
        ScalarTypes.FLOAT32,
        (out, type, content) -> out.writeFixed32NoTag(Float.floatToRawIntBits(content)),
        (in, type) -> Float.intBitsToFloat(in.readFixed32()));
    put(
        ScalarTypes.FLOAT64,
        (out, type, content) -> out.writeFixed64NoTag(Double.doubleToRawLongBits(content)),
        (in, type) -> Double.longBitsToDouble(in.readFixed64()));
    put(
        ScalarTypes.NUMERIC,
        (out, type, content) -> Scalars.writeNumeric(out, content),
        (in, type) -> Scalars.readNumeric(in));
    putString(ScalarTypes.PG_NUMERIC);
    putString(ScalarTypes.STRING);
    putString(ScalarTypes.JSON);
    putString(ScalarTypes.PG_JSONB);
    put(
        ScalarTypes.PROTO,
        (out, type, content) -> Scalars.writeByteArray(out, content),
        (in, type) -> Scalars.readByteArray(in));
    FORMATS.put(Code.BYTES, bytes());
    FORMATS.put(Code.TIMESTAMP, timestamps());
    put(
        ScalarTypes.DATE,
        (out, type, content) -> Scalars.writeDate(out, content),
        (in, type) -> Scalars.readDate(in));
    put(
        ScalarTypes.UUID,
        (out, type, content) -> Scalars.writeUuid(out, content),
        (in, type) -> Scalars.readUuid(in));
    put(
        ScalarTypes.INTERVAL,
        (out, type, content) -> Scalars.writeInterval(out, content),
        (in, type) -> Scalars.readInterval(in));
    put(ScalarTypes.STRUCT, StructEncoding::writeFields, StructEncoding::readFields);
  }

  private ValueFormats() {}

  /**
   * Returns the format of a scalar type.
   *
   * @throws CoderException if no value has the type: it is an array of arrays or newer than this
   *     client
   */
  static ValueFormat<?> of(Type type) throws CoderException {
    ValueFormat<?> format = FORMATS.get(type.getCode());
    if (format == null) {
      throw new CoderException("there are no values of type " + type);
    }
    return format;
  }

  private static <T> void put(
      ScalarType<T> type, ValueFormat.Writer<T> writer, ValueFormat.Reader<T> reader) {
    FORMATS.put(
        type.code(),
        new ValueFormat<>(
            type.getter(),
            type.builder(),
            type.arrayGetter(),
            type.arrayBuilder(),
            writer,
            reader));
  }

  private static void putLong(ScalarType<Long> type) {
    put(
        type,
        (out, sameType, content) -> out.writeSInt64NoTag(content),
        (in, sameType) -> in.readSInt64());
  }

  private static void putString(ScalarType<String> type) {
    put(
        type,
        (out, sameType, content) -> Scalars.writeString(out, content),
        (in, sameType) -> Scalars.readString(in));
  }

  /**
   * Works on the base64 text that the client holds instead of the bytes: so a text survives that
   * encoding its bytes would not give back, and the client makes no copies of the bytes.
   */
  private static ValueFormat<String> bytes() {
    return new ValueFormat<>(
        Value::getAsString,
        (type, base64) -> Value.bytesFromBase64(base64),
        ValueFormats::base64Elements,
        (type, elements) -> Value.bytesArrayFromBase64(elements),
        (out, type, base64) -> Scalars.writeBase64(out, base64),
        (in, type) -> Scalars.readBase64(in));
  }

  /** The client's text of a null element is NULL, which is also the base64 of three bytes. */
  private static List<String> base64Elements(Value value) {
    List<String> elements = new ArrayList<>(value.getAsStringList());
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).equals("NULL") && value.getBytesArray().get(i) == null) {
        elements.set(i, null);
      }
    }
    return elements;
  }

  /** Carries the commit timestamp placeholder too, from which the usual getter gets nothing. */
  private static ValueFormat<Timestamp> timestamps() {
    return new ValueFormat<>(
        value -> value.isCommitTimestamp() ? Value.COMMIT_TIMESTAMP : value.getTimestamp(),
        ScalarTypes.TIMESTAMP.builder(),
        ScalarTypes.TIMESTAMP.arrayGetter(),
        ScalarTypes.TIMESTAMP.arrayBuilder(),
        (out, type, content) -> writeTimestampOrPlaceholder(out, content),
        (in, type) -> Scalars.readTimestamp(in));
  }

  /** Compares references, because the epoch equals the placeholder and is not one. */
  @SuppressWarnings("ReferenceEquality")
  private static void writeTimestampOrPlaceholder(CodedOutputStream out, Timestamp content)
      throws IOException {
    if (content == Value.COMMIT_TIMESTAMP) {
      Scalars.writeCommitTimestamp(out);
    } else {
      Scalars.writeTimestamp(out, content);
    }
  }
}
