package dev.lintel.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

  @ParameterizedTest
  @CsvSource({
    "0,0|1",
    "1,0|1",
    "7,0|2|4|6|8",
    "1000,0|250|500|750|1 k",
    "45000,0|20 k|40 k|60 k",
    "114000,0|50 k|100 k|150 k",
    "2600000,0|1 M|2 M|3 M"
  })
  void ticksOfValuesAreRound(double greatest, String expected) {
    assertThat(
            Axis.ofValues(greatest, 4).ticks().stream()
                .map(Figures::brief)
                .collect(Collectors.joining("|")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.4,s,0|0.20|0.40",
    "8,s,0|1|2|3|4|5|6|7|8",
    "49.7,s,0|10|20|30|40",
    "150,min:s,0:00|0:30|1:00|1:30|2:00|2:30",
    "3700,min,0|10|20|30|40|50|60",
    "10000,h:min,0:00|0:30|1:00|1:30|2:00|2:30",
    "90000,h,0|6|12|18|24",
    "900000,d,0|2|4|6|8|10"
  })
  void ticksOfTimeAreInAFittingUnit(double seconds, String unit, String expected) {
    Axis axis = Axis.ofSeconds(seconds, 8);
    TimeLabels labels = TimeLabels.of(axis);

    assertThat(labels.unit()).isEqualTo(unit);
    assertThat(axis.ticks().stream().map(labels::of).collect(Collectors.joining("|")))
        .isEqualTo(expected);
    assertThat(axis.end()).isEqualTo(seconds);
  }

  @Property(tries = 300)
  void holdsEveryValueAndHasFewTicks(
      @ForAll @DoubleRange(min = 0, max = 1e12) double greatest,
      @ForAll @IntRange(min = 2, max = 9) int ticks) {
    Axis axis = Axis.ofValues(greatest, ticks);

    assertThat(axis.end()).isGreaterThanOrEqualTo(greatest * (1 - 1e-9));
    assertThat(axis.ticks()).hasSizeBetween(2, 2 * ticks + 2);
    assertThat(axis.ticks().get(axis.ticks().size() - 1))
        .isCloseTo(axis.end(), within(1e-6 * axis.end()));
  }

  @Test
  void positionsAreProportionalAndStayWithin() {
    Axis axis = new Axis(10, 40);

    assertThat(axis.position(0, 200)).isZero();
    assertThat(axis.position(10, 200)).isEqualTo(50);
    assertThat(axis.position(40, 200)).isEqualTo(200);
    assertThat(axis.position(50, 200)).isEqualTo(200);
    assertThat(axis.position(-1, 200)).isZero();
  }

  @Test
  void figuresAreShort() {
    assertThat(Figures.bytes(512)).isEqualTo("512 B");
    assertThat(Figures.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Figures.bytes(Long.MAX_VALUE)).isEqualTo("8192.0 PiB");
    assertThat(Figures.number(1234567)).isEqualTo("1,234,567");
  }
}
