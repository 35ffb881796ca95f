package dev.lintel.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarksTest {

  private static final String NANOS = "2026-11-24T02:00:00.000000001Z";

  private static Watermarks at(@Nullable String column, String time) {
    return new Watermarks(
        Map.of("T", new Watermark(Timestamp.parseTimestamp(time), Optional.ofNullable(column))));
  }

  private static TableWindow window(@Nullable String column, @Nullable String since, String until) {
    return since == null
        ? TableWindow.whole("T", Optional.ofNullable(column), hour(until))
        : TableWindow.between("T", column, hour(since), hour(until));
  }

  private static String hour(String hour) {
    return "2026-11-24T%s:00:00Z".formatted(hour);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        // mine, since, until, then
        "none, none, 02, 02",
        "02, none, 03, 03",
        "02, none, 01, 02",
        "02, 02, 03, 03",
        "02, 01, 03, 03",
        "02, 01, 01, 02",
        // Between 02 and 03 there may be commits that no run has exported.
        "02, 03, 04, 02",
        "none, 03, 04, none"
      })
  void onlyAWindowWithoutAGapAdvancesThem(
      @Nullable String mine, @Nullable String since, String until, @Nullable String then) {
    Watermarks before = mine == null ? Watermarks.NONE : at("At", hour(mine));

    Watermarks after = before.advancedBy(List.of(window("At", since, until)));

    assertThat(after).isEqualTo(then == null ? Watermarks.NONE : at("At", hour(then)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        // mine, since, column, then, until
        // What was written before the column was there need not have a time in it.
        "none, 02, At, none, 02",
        "Made, 02, At, Made, 02",
        "At, 02, At, At, 03",
        "none, none, At, At, 03",
        "Made, none, At, At, 03",
        // The column was dropped: if it appears again, it is another one.
        "At, none, none, none, 03"
      })
  void onlyAWindowByTheSameColumnAdvancesThem(
      @Nullable String mine,
      @Nullable String since,
      @Nullable String column,
      @Nullable String then,
      String until) {
    Watermarks after = at(mine, hour("02")).advancedBy(List.of(window(column, since, "03")));

    assertThat(after).isEqualTo(at(then, hour(until)));
  }

  @Test
  void tablesDoNotConcernEachOther() {
    Watermarks before = at("At", hour("02"));

    Watermarks after =
        before.advancedBy(List.of(TableWindow.whole("U", Optional.empty(), hour("05"))));

    assertThat(after.byTable()).containsOnlyKeys("T", "U");
    assertThat(after.of("T")).isEqualTo(before.of("T"));
  }

  @Test
  void theLedgerStoresThemToTheNanosecond() {
    Watermarks marks = at("At", NANOS);
    assertThat(marks.toJson()).isEqualTo("{\"T\":{\"column\":\"At\",\"until\":\"" + NANOS + "\"}}");
    assertThat(Watermarks.parse(marks.toJson())).isEqualTo(marks);
    assertThat(Watermarks.parse(null)).isEqualTo(Watermarks.NONE);
  }

  @Test
  void aWatermarkOfAnEarlierReleaseIsOfNoColumn() {
    Watermarks marks = at(null, NANOS);
    assertThat(Watermarks.parse("{\"T\":\"" + NANOS + "\"}")).isEqualTo(marks);
    assertThat(marks.toJson()).isEqualTo("{\"T\":\"" + NANOS + "\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"T\":\"yesterday\"}",
        "{\"T\":{\"column\":\"At\"}}",
        "{\"T\":{\"until\":\"2026-11-24T00:00:00Z\"}}"
      })
  void watermarksThatCannotBeReadAreAnError(String json) {
    assertThatThrownBy(() -> Watermarks.parse(json))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(json);
  }
}
