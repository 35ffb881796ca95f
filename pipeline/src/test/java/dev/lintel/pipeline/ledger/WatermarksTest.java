package dev.lintel.pipeline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Timestamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatermarksTest {

  private static final String NANOS = "2026-11-24T02:00:00.000000001Z";

  private static Watermarks at(String time) {
    return new Watermarks(Map.of("T", Timestamp.parseTimestamp(time)));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        // mine, since, until, then
        "none, '', 02, 02",
        "02, '', 03, 03",
        "02, '', 01, 02",
        "02, 02, 03, 03",
        "02, 01, 03, 03",
        "02, 01, 01, 02",
        // Between 02 and 03 there may be commits that no run has exported.
        "02, 03, 04, 02",
        "none, 03, 04, none"
      })
  void onlyAWindowWithoutAGapAdvancesThem(String mine, String since, String until, String then) {
    Watermarks before = mine == null ? Watermarks.NONE : at(hour(mine));

    Watermarks after =
        before.advancedBy(
            List.of(TableWindow.of("T", since.isEmpty() ? "" : hour(since), hour(until))));

    assertThat(after).isEqualTo(then == null ? Watermarks.NONE : at(hour(then)));
  }

  private static String hour(String hour) {
    return "2026-11-24T%s:00:00Z".formatted(hour);
  }

  @Test
  void tablesDoNotConcernEachOther() {
    assertThat(at(hour("02")).advancedBy(List.of(TableWindow.of("U", "", hour("05")))).byTable())
        .containsOnlyKeys("T", "U")
        .containsEntry("T", Timestamp.parseTimestamp(hour("02")));
  }

  @Test
  void theLedgerStoresThemToTheNanosecond() {
    assertThat(at(NANOS).toJson()).isEqualTo("{\"T\":\"" + NANOS + "\"}");
    assertThat(Watermarks.parse(at(NANOS).toJson())).isEqualTo(at(NANOS));
    assertThat(Watermarks.parse(null)).isEqualTo(Watermarks.NONE);
  }

  @Test
  void watermarksThatCannotBeReadAreAnError() {
    assertThatThrownBy(() -> Watermarks.parse("{\"T\":\"yesterday\"}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("{\"T\":\"yesterday\"}");
  }
}
