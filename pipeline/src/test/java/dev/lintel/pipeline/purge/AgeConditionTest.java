package dev.lintel.pipeline.purge;

import static com.google.cloud.spanner.Dialect.GOOGLE_STANDARD_SQL;
import static com.google.cloud.spanner.Dialect.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import dev.lintel.schema.Column;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeConditionTest {
  private static final Instant NOW = Instant.parse("2026-03-31T10:20:30.000000001Z");

  private static String sql(Type type, String age, Dialect dialect) {
    Column column = Column.builder().setName("C").setType(type).setTypeName("t").build();
    return new AgeCondition(column, dialect).sql(age, NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P1Y",
        "P1M",
        "P1W",
        "P1D",
        "P1Y2M3W4D",
        "P1Y4D",
        "P2M4D",
        "PT1H",
        "PT1M",
        "PT1S",
        "PT1H2M3S",
        "PT1H3S",
        "P1Y2M3W4DT1H2M3S",
        "P100000D",
        "PT100000000S"
      })
  void anAgeIsAPeriodADurationOrBoth(String age) {
    assertThat(age).matches(AgeCondition.AGE);
    assertThat(sql(Type.timestamp(), age, GOOGLE_STANDARD_SQL)).contains(" < ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"P", "PT", "P1DT", "P1D1M", "P1M1Y", "PT1S1M", "P1H", "PT1D", "1D", "P1", "P-1D"})
  void anythingElseIsNone(String age) {
    assertThat(age).doesNotMatch(AgeCondition.AGE);
  }

  @Test
  void aTimestampIsOlderThanAPeriodOfTheCalendarAndADuration() {
    assertThat(sql(Type.timestamp(), "P30D", GOOGLE_STANDARD_SQL))
        .isEqualTo("`C` < TIMESTAMP '2026-03-01T10:20:30.000000001Z'");
    assertThat(sql(Type.timestamp(), "P1M", GOOGLE_STANDARD_SQL))
        .isEqualTo("`C` < TIMESTAMP '2026-02-28T10:20:30.000000001Z'");
    assertThat(sql(Type.timestamp(), "P1DT12H", GOOGLE_STANDARD_SQL))
        .isEqualTo("`C` < TIMESTAMP '2026-03-29T22:20:30.000000001Z'");
    assertThat(sql(Type.timestamp(), "PT90S", POSTGRESQL))
        .isEqualTo("\"C\" < TIMESTAMPTZ '2026-03-31T10:19:00.000000001Z'");
  }

  @Test
  void aDateHasNoHours() {
    assertThat(sql(Type.date(), "P1W", POSTGRESQL)).isEqualTo("\"C\" < DATE '2026-03-24'");
    assertThatThrownBy(() -> sql(Type.date(), "P1DT1H", POSTGRESQL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column C is a DATE");
  }

  @Test
  void thereAreNoTimesBeforeTheYearOne() {
    assertThatThrownBy(() -> sql(Type.timestamp(), "P2026Y", GOOGLE_STANDARD_SQL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no time so long ago as P2026Y");
  }
}
