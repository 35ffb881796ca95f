package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatingPointTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        "0.1",
        "1e23",
        "5e-324",
        "4.9E-324",
        "2.2250738585072014e-308",
        "9007199254740992",
        "9007199254740994",
        "12345678901234567000",
        "1.7976931348623157e308",
        "0.1000000000000000055511151231257827021181583404541015625"
      })
  void keepsWhatItsOwnNumberIsPrintedAs(String number) {
    assertThat(FloatingPoint.FLOAT64.keeps(new BigDecimal(number))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "-9007199254740993",
        "12345678901234567891",
        "1e309",
        "1e-324",
        "0.12345678901234567890",
        "3.141592653589793238"
      })
  void doesNotKeepWhatWouldBeAnotherNumber(String number) {
    assertThat(FloatingPoint.FLOAT64.keeps(new BigDecimal(number))).isFalse();
  }

  @Property
  void keepsEveryDouble(
      @ForAll @DoubleRange(min = -Double.MAX_VALUE, max = Double.MAX_VALUE) double number) {
    assertThat(FloatingPoint.FLOAT64.keeps(new BigDecimal(Double.toString(number)))).isTrue();
    assertThat(FloatingPoint.FLOAT64.keeps(new BigDecimal(number))).isTrue();
  }

  @Property
  void keepsEveryFloat(@ForAll float number) {
    assertThat(FloatingPoint.FLOAT32.keeps(new BigDecimal(Float.toString(number)))).isTrue();
  }

  @Test
  void keepsThePowersOfTwo() {
    for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
      double power = Math.scalb(1.0, exponent);
      assertThat(FloatingPoint.FLOAT64.keeps(new BigDecimal(Double.toString(power)))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1e-400, too near to 0 for FLOAT64",
    "-0.0000001e-400, too near to 0 for FLOAT64",
    "1e400, out of the range of FLOAT64",
    "9007199254740993, an integer that FLOAT64 cannot hold exactly"
  })
  void aNumberThatWouldGetLostIsRejected(String text, String reason) {
    assertRejected(Type.float64(), text, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "1e-60, too near to 0 for FLOAT32",
    "1e39, out of the range of FLOAT32",
    "16777217, an integer that FLOAT32 cannot hold exactly"
  })
  void soItIsInFloat32(String text, String reason) {
    assertRejected(Type.float32(), text, reason);
  }

  private static void assertRejected(Type type, String text, String reason) {
    var conversion = TextToValue.forColumn(Columns.of(type), TextFormat.defaults());
    assertThatThrownBy(() -> conversion.convert(text))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column C (%s): %s, got \"%s\"", type, reason, text);
  }

  @Test
  void aFractionIsTheNearestNumber_andZeroIsZero() {
    var float64 = TextToValue.forColumn(Columns.of(Type.float64()), TextFormat.defaults());
    assertThat(float64.convert("0.12345678901234567890"))
        .isEqualTo(Value.float64(0.12345678901234568));
    assertThat(float64.convert("0e5")).isEqualTo(Value.float64(0));
    assertThat(float64.convert("0.000E-500")).isEqualTo(Value.float64(0));
    assertThat(float64.convert("12345678901234567000"))
        .isEqualTo(Value.float64(12345678901234567000.0));
    var float32 = TextToValue.forColumn(Columns.of(Type.float32()), TextFormat.defaults());
    assertThat(float32.convert("3.141592653589793")).isEqualTo(Value.float32(3.1415927f));
  }
}
