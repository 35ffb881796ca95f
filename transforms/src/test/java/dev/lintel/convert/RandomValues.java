package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.values.ScalarTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random values of every type that a column may have, including extreme ones. */
public final class RandomValues {
  private RandomValues() {}

  /** Every type that a column may have. */
  public static Arbitrary<Type> types() {
    return Arbitraries.oneOf(scalarTypes(), scalarTypes().map(Type::array));
  }

  /** Values of that type, including null and arrays with null elements. */
  public static Arbitrary<Value> of(Type type) {
    if (type.getCode() != Type.Code.ARRAY) {
      return objects(type).injectNull(0.1).map(o -> ScalarTypes.of(type).value(type, o));
    }
    Type elementType = type.getArrayElementType();
    return objects(elementType)
        .injectNull(0.2)
        .list()
        .ofMaxSize(4)
        .injectNull(0.1)
        .map(list -> ScalarTypes.of(elementType).array(elementType, list));
  }

  /** The types of columns that are not arrays. */
  private static Arbitrary<Type> scalarTypes() {
    return Arbitraries.of(
        Type.bool(),
        Type.int64(),
        Type.float32(),
        Type.float64(),
        Type.numeric(),
        Type.pgNumeric(),
        Type.string(),
        Type.json(),
        Type.pgJsonb(),
        Type.bytes(),
        Type.date(),
        Type.timestamp(),
        Type.uuid(),
        Type.proto("p.M"),
        Type.protoEnum("p.E"));
  }

  private static Arbitrary<Object> objects(Type type) {
    return switch (type.getCode()) {
      case BOOL -> Arbitraries.of(true, false).asGeneric();
      case INT64, ENUM -> Arbitraries.longs().asGeneric();
      case FLOAT32 ->
          Arbitraries.oneOf(
                  Arbitraries.integers().map(Float::intBitsToFloat),
                  Arbitraries.of(Float.NaN, -0.0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY))
              .map(RandomValues::oneNan)
              .asGeneric();
      case FLOAT64 ->
          Arbitraries.oneOf(
                  Arbitraries.longs().map(Double::longBitsToDouble),
                  Arbitraries.of(Double.NaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY))
              .map(RandomValues::oneNan)
              .asGeneric();
      case NUMERIC ->
          Arbitraries.bigIntegers()
              .between(
                  BigInteger.TEN.pow(38).negate().add(BigInteger.ONE),
                  BigInteger.TEN.pow(38).subtract(BigInteger.ONE))
              .map(unscaled -> new BigDecimal(unscaled, 9))
              .asGeneric();
      case PG_NUMERIC ->
          Arbitraries.oneOf(
                  Arbitraries.just("NaN"),
                  Arbitraries.bigDecimals().ofScale(40).map(BigDecimal::toPlainString))
              .asGeneric();
      case STRING -> texts().asGeneric();
      case JSON, PG_JSONB ->
          Arbitraries.oneOf(
                  Arbitraries.of("null", "{\"b\": 1, \"a\":2.50}", "[1e2,-0.0]", "\"null\"", " 1 "),
                  texts().map(text -> StrictJson.write(ScalarJson.scalar(text))))
              .asGeneric();
      case BYTES, PROTO ->
          Arbitraries.bytes()
              .array(byte[].class)
              .ofMaxSize(20)
              .map(ByteArray::copyFrom)
              .asGeneric();
      case DATE ->
          Arbitraries.longs()
              .between(LocalDate.of(1, 1, 1).toEpochDay(), LocalDate.of(9999, 12, 31).toEpochDay())
              .map(LocalDate::ofEpochDay)
              .map(d -> Date.fromYearMonthDay(d.getYear(), d.getMonthValue(), d.getDayOfMonth()))
              .asGeneric();
      case TIMESTAMP ->
          Combinators.combine(
                  Arbitraries.longs()
                      .between(Timestamp.MIN_VALUE.getSeconds(), Timestamp.MAX_VALUE.getSeconds()),
                  Arbitraries.integers().between(0, 999_999_999))
              .as(Timestamp::ofTimeSecondsAndNanos)
              .asGeneric();
      case UUID ->
          Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new).asGeneric();
      default -> throw new AssertionError(type);
    };
  }

  private static Float oneNan(float number) {
    return Float.isNaN(number) ? Float.NaN : number;
  }

  private static Double oneNan(double number) {
    return Double.isNaN(number) ? Double.NaN : number;
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(20).filter(Unicode::isWellFormed),
        Arbitraries.strings()
            .withChars("\"\\N,;'\r\n\t \0\uFEFF\uFFFE\u2028\u00A0")
            .ofMaxLength(6));
  }
}
