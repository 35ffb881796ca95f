package dev.lintel.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowComparisonTest {

  static List<Arguments> equal() {
    return List.of(
        Arguments.of(Value.float64(Double.NaN), Value.float64(Double.longBitsToDouble(-1))),
        Arguments.of(Value.float32(Float.NaN), Value.float32(Float.NaN)),
        Arguments.of(numeric("1.5"), numeric("1.500")),
        Arguments.of(Value.pgNumeric("1.50"), Value.pgNumeric("1.5")),
        Arguments.of(Value.pgNumeric("NaN"), Value.pgNumeric("NaN")),
        Arguments.of(numeric("2"), Value.pgNumeric("2.0")),
        Arguments.of(
            Value.json("{\"a\":1,\"b\":[1e2]}"), Value.json("{ \"b\": [100.0], \"a\": 1 }")),
        Arguments.of(Value.json("1.0"), Value.pgJsonb("1")),
        Arguments.of(Value.json("1e99999999999"), Value.json("1e99999999999 ")),
        Arguments.of(Value.string(null), Value.string(null)),
        Arguments.of(
            Value.stringArray(Arrays.asList("a", null)),
            Value.stringArray(Arrays.asList("a", null))),
        Arguments.of(
            Value.jsonArray(List.of("{\"a\":1,\"b\":2}")),
            Value.jsonArray(List.of("{\"b\":2,\"a\":1}"))));
  }

  static List<Arguments> different() {
    return List.of(
        Arguments.of(Value.json("1e99999999999"), Value.json("\"1e99999999999\"")),
        Arguments.of(Value.float64(-0.0), Value.float64(0.0)),
        Arguments.of(Value.float32(-0.0f), Value.float32(0.0f)),
        Arguments.of(Value.float64(Double.NaN), Value.float64(0)),
        Arguments.of(Value.float64(1), Value.float64(Math.nextUp(1.0))),
        Arguments.of(Value.pgNumeric("NaN"), Value.pgNumeric("1")),
        Arguments.of(
            Value.timestamp(Timestamp.ofTimeSecondsAndNanos(1, 1)),
            Value.timestamp(Timestamp.ofTimeSecondsAndNanos(1, 2))),
        Arguments.of(Value.string(""), Value.string(null)),
        Arguments.of(Value.stringArray(List.of()), Value.stringArray(null)),
        Arguments.of(
            Value.stringArray(List.of()),
            Value.stringArray(new ArrayList<>(Arrays.asList((String) null)))),
        Arguments.of(
            Value.stringArray(Arrays.asList("", "a")), Value.stringArray(Arrays.asList(null, "a"))),
        Arguments.of(Value.stringArray(List.of("a", "b")), Value.stringArray(List.of("b", "a"))),
        Arguments.of(
            Value.float64Array(new double[] {0.0}), Value.float64Array(new double[] {-0.0})),
        Arguments.of(Value.json("[1,2]"), Value.json("[2,1]")),
        Arguments.of(Value.json("null"), Value.json(null)),
        Arguments.of(Value.json("\"1\""), Value.json("1")),
        Arguments.of(Value.json("{\"a\":1}"), Value.json("{\"a\":1,\"a\":2}")));
  }

  @ParameterizedTest
  @MethodSource("equal")
  void findsNoDifference(Value expected, Value actual) {
    assertThat(differences(0, expected, actual)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("different")
  void findsTheDifference(Value expected, Value actual) {
    assertThat(differences(0, expected, actual)).containsExactly(1);
    assertThat(differences(0, actual, expected)).containsExactly(1);
  }

  @Test
  void appliesTheToleranceAbsolutelyToSmallNumbersAndRelativelyToLargeOnes() {
    assertThat(differences(0.01, Value.float64(0.001), Value.float64(0.01))).isEmpty();
    assertThat(differences(0.01, Value.float64(0.001), Value.float64(0.02))).containsExactly(1);
    assertThat(differences(0.01, Value.float64(1000), Value.float64(1009))).isEmpty();
    assertThat(differences(0.01, Value.float64(1000), Value.float64(1011))).containsExactly(1);
    assertThat(differences(0.01, Value.float64(0.0), Value.float64(-0.0))).isEmpty();
    assertThat(
            differences(
                0.01,
                Value.float32Array(new float[] {1f, Float.NaN}),
                Value.float32Array(new float[] {1.001f, Float.NaN})))
        .isEmpty();
  }

  @Test
  void appliesNoToleranceToNanAndInfinity() {
    Value infinite = Value.float64(Double.POSITIVE_INFINITY);
    assertThat(differences(0.5, infinite, Value.float64(Double.MAX_VALUE))).containsExactly(1);
    assertThat(differences(0.5, infinite, Value.float64(Double.NEGATIVE_INFINITY)))
        .containsExactly(1);
    assertThat(differences(0.5, Value.float64(Double.NaN), Value.float64(0))).containsExactly(1);
    assertThat(differences(0.5, infinite, infinite)).isEmpty();
  }

  @Test
  void comparesNumbersOfJsonbThatHaveThousandsOfDigits() {
    String digits = "1".repeat(5_000);
    assertThat(differences(0, Value.pgJsonb(digits), Value.pgJsonb(digits + ".0"))).isEmpty();
  }

  private static List<Integer> differences(double tolerance, Value expected, Value actual) {
    Type type = expected.getType();
    return RowComparison.of(ComparedTables.ofColumn(type).withFloatTolerance(tolerance))
        .differences(row(expected), row(actual));
  }

  private static Struct row(Value value) {
    return Struct.newBuilder().set("K").to(1L).set("V").to(value).build();
  }

  private static Value numeric(String text) {
    return Value.numeric(new BigDecimal(text));
  }
}
