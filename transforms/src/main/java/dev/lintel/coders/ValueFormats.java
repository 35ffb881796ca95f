package dev.lintel.coders;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.beam.sdk.coders.CoderException;

/** The {@link ValueFormat} of each type that a value, or an element of an array, can have. */
final class ValueFormats {
  private static final Map<Code, ValueFormat<?>> FORMATS = new EnumMap<>(Code.class);

  static {
    FORMATS.put(
        Code.BOOL,
        new ValueFormat<Boolean>(
            Value::getBool,
            (type, content) -> Value.bool(content),
            Value::getBoolArray,
            (type, elements) -> Value.boolArray(elements),
            (out, type, content) -> out.writeBoolNoTag(content),
            (in, type) -> in.readBool()));
    FORMATS.put(
        Code.INT64,
        longs(
            (type, content) -> Value.int64(content),
            (type, elements) -> Value.int64Array(elements)));
    FORMATS.put(
        Code.PG_OID,
        longs(
            (type, content) -> Value.pgOid(content),
            (type, elements) -> Value.pgOidArray(elements)));
    FORMATS.put(
        Code.ENUM,
        longs(
            (type, content) -> Value.protoEnum(content, type.getProtoTypeFqn()),
            (type, elements) -> Value.protoEnumArray(elements, type.getProtoTypeFqn())));
    FORMATS.put(
        Code.FLOAT32,
        new ValueFormat<Float>(
            Value::getFloat32,
            (type, content) -> Value.float32(content),
            Value::getFloat32Array,
            (type, elements) -> Value.float32Array(elements),
            (out, type, content) -> out.writeFixed32NoTag(Float.floatToRawIntBits(content)),
            (in, type) -> Float.intBitsToFloat(in.readFixed32())));
    FORMATS.put(
        Code.FLOAT64,
        new ValueFormat<Double>(
            Value::getFloat64,
            (type, content) -> Value.float64(content),
            Value::getFloat64Array,
            (type, elements) -> Value.float64Array(elements),
            (out, type, content) -> out.writeFixed64NoTag(Double.doubleToRawLongBits(content)),
            (in, type) -> Double.longBitsToDouble(in.readFixed64())));
    FORMATS.put(
        Code.NUMERIC,
        new ValueFormat<BigDecimal>(
            Value::getNumeric,
            (type, content) -> Value.numeric(content),
            Value::getNumericArray,
            (type, elements) -> Value.numericArray(elements),
            (out, type, content) -> Scalars.writeNumeric(out, content),
            (in, type) -> Scalars.readNumeric(in)));
    FORMATS.put(
        Code.PG_NUMERIC,
        strings(Value::getString, Value::pgNumeric, Value::getStringArray, Value::pgNumericArray));
    FORMATS.put(
        Code.STRING,
        strings(Value::getString, Value::string, Value::getStringArray, Value::stringArray));
    FORMATS.put(
        Code.JSON, strings(Value::getJson, Value::json, Value::getJsonArray, Value::jsonArray));
    FORMATS.put(
        Code.PG_JSONB,
        strings(Value::getPgJsonb, Value::pgJsonb, Value::getPgJsonbArray, Value::pgJsonbArray));
    FORMATS.put(
        Code.PROTO,
        new ValueFormat<ByteArray>(
            Value::getBytes,
            (type, content) -> Value.protoMessage(content, type.getProtoTypeFqn()),
            Value::getBytesArray,
            (type, elements) -> Value.protoMessageArray(elements, type.getProtoTypeFqn()),
            (out, type, content) -> Scalars.writeByteArray(out, content),
            (in, type) -> Scalars.readByteArray(in)));
    FORMATS.put(
        Code.BYTES,
        new ValueFormat<String>(
            Value::getAsString,
            (type, content) -> Value.bytesFromBase64(content),
            ValueFormats::base64Elements,
            (type, elements) -> Value.bytesArrayFromBase64(elements),
            (out, type, content) -> Scalars.writeBase64(out, content),
            (in, type) -> Scalars.readBase64(in)));
    FORMATS.put(
        Code.TIMESTAMP,
        new ValueFormat<Timestamp>(
            value -> value.isCommitTimestamp() ? Value.COMMIT_TIMESTAMP : value.getTimestamp(),
            (type, content) -> Value.timestamp(content),
            Value::getTimestampArray,
            (type, elements) -> Value.timestampArray(elements),
            (out, type, content) -> writeTimestampOrPlaceholder(out, content),
            (in, type) -> Scalars.readTimestamp(in)));
    FORMATS.put(
        Code.DATE,
        new ValueFormat<Date>(
            Value::getDate,
            (type, content) -> Value.date(content),
            Value::getDateArray,
            (type, elements) -> Value.dateArray(elements),
            (out, type, content) -> Scalars.writeDate(out, content),
            (in, type) -> Scalars.readDate(in)));
    FORMATS.put(
        Code.UUID,
        new ValueFormat<UUID>(
            Value::getUuid,
            (type, content) -> Value.uuid(content),
            Value::getUuidArray,
            (type, elements) -> Value.uuidArray(elements),
            (out, type, content) -> Scalars.writeUuid(out, content),
            (in, type) -> Scalars.readUuid(in)));
    FORMATS.put(
        Code.INTERVAL,
        new ValueFormat<Interval>(
            Value::getInterval,
            (type, content) -> Value.interval(content),
            Value::getIntervalArray,
            (type, elements) -> Value.intervalArray(elements),
            (out, type, content) -> Scalars.writeInterval(out, content),
            (in, type) -> Scalars.readInterval(in)));
    FORMATS.put(
        Code.STRUCT,
        new ValueFormat<Struct>(
            Value::getStruct,
            Value::struct,
            Value::getStructArray,
            Value::structArray,
            StructEncoding::writeFields,
            StructEncoding::readFields));
  }

  private ValueFormats() {}

  /**
   * @throws CoderException if no value has that type: an array of arrays, or a type that is newer
   *     than the client
   */
  static ValueFormat<?> of(Type type) throws CoderException {
    ValueFormat<?> format = FORMATS.get(type.getCode());
    if (format == null) {
      throw new CoderException("there are no values of type " + type);
    }
    return format;
  }

  private static ValueFormat<Long> longs(
      BiFunction<Type, Long, Value> of, BiFunction<Type, List<Long>, Value> ofArray) {
    return new ValueFormat<>(
        Value::getInt64,
        of,
        Value::getInt64Array,
        ofArray,
        (out, type, content) -> out.writeSInt64NoTag(content),
        (in, type) -> in.readSInt64());
  }

  private static ValueFormat<String> strings(
      Function<Value, String> get,
      Function<String, Value> of,
      Function<Value, List<String>> getArray,
      Function<List<String>, Value> ofArray) {
    return new ValueFormat<>(
        get,
        (type, content) -> of.apply(content),
        getArray,
        (type, elements) -> ofArray.apply(elements),
        (out, type, content) -> Scalars.writeString(out, content),
        (in, type) -> Scalars.readString(in));
  }

  /** The client says NULL for a null element, which is also the base64 of three bytes. */
  private static List<String> base64Elements(Value value) {
    List<String> elements = new ArrayList<>(value.getAsStringList());
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).equals("NULL") && value.getBytesArray().get(i) == null) {
        elements.set(i, null);
      }
    }
    return elements;
  }

  /** The placeholder is the very object, not any timestamp that equals it: the epoch does. */
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
