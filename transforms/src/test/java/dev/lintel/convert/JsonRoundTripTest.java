package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever {@link ValueToJson} writes, {@link JsonToValue} reads as the same value. */
class JsonRoundTripTest {
  record Cell(Column column, Value value) {}

  @Property
  void jsonOfAnyValueIsReadAsTheSameValue(@ForAll("cells") Cell cell)
      throws JsonProcessingException {
    String line = StrictJson.write(ValueToJson.convert(cell.value()));
    assertThat(line).doesNotContain("\n");
    assertThat(JsonToValue.forColumn(cell.column()).convert(StrictJson.parse(line)))
        .isEqualTo(cell.value());
  }

  @Property
  void arrayOfAnyValuesIsReadFromTextAsTheSameArray(@ForAll("arrays") Cell cell) {
    String text = cell.value().isNull() ? "" : StrictJson.write(ValueToJson.convert(cell.value()));
    assertThat(TextToValue.forColumn(cell.column(), TextFormat.defaults()).convert(text))
        .isEqualTo(cell.value());
  }

  @Provide
  Arbitrary<Cell> cells() {
    return Arbitraries.oneOf(scalars(), arrays());
  }

  private static Arbitrary<Cell> scalars() {
    return types()
        .flatMap(
            type ->
                objects(type)
                    .injectNull(0.1)
                    .map(o -> new Cell(column(type), SpannerValues.scalar(type, o))));
  }

  @Provide
  Arbitrary<Cell> arrays() {
    return types()
        .flatMap(
            type ->
                objects(type)
                    .injectNull(0.2)
                    .list()
                    .ofMaxSize(4)
                    .injectNull(0.1)
                    .map(list -> new Cell(column(Type.array(type)), array(type, list))));
  }

  private static Value array(Type type, List<Object> elements) {
    return SpannerValues.array(type, elements == null ? null : new ArrayList<>(elements));
  }

  private static Column column(Type type) {
    return Columns.column("C", type).setCommitTimestampAllowed(true).build();
  }

  private static Arbitrary<Type> types() {
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
          Arbitraries.integers()
              .map(Float::intBitsToFloat)
              .map(JsonRoundTripTest::oneNan)
              .asGeneric();
      case FLOAT64 ->
          Arbitraries.longs()
              .map(Double::longBitsToDouble)
              .map(JsonRoundTripTest::oneNan)
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
    return Arbitraries.strings().all().ofMaxLength(20).filter(Unicode::isWellFormed);
  }
}
