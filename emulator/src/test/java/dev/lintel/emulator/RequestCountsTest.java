package dev.lintel.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestCountsTest {

  private static final RequestCounts COUNTS =
      new RequestCounts(
          Map.of("Spanner.Commit", 3L, "InstanceAdmin.Get", 2L, "DatabaseAdmin.Get", 4L));

  @Test
  void ofAnRpc_addsTheCallsOfAllServices() {
    assertThat(COUNTS.of("Commit")).isEqualTo(3);
    assertThat(COUNTS.of("Get")).isEqualTo(6);
    assertThat(COUNTS.of("DatabaseAdmin.Get")).isEqualTo(4);
  }

  @Test
  void ofPartOfAName_isZero() {
    assertThat(COUNTS.of("mmit")).isZero();
    assertThat(COUNTS.of("Rollback")).isZero();
  }

  @Test
  void sinceAnEarlierCount_isTheDifference() {
    RequestCounts later =
        new RequestCounts(
            Map.of(
                "Spanner.Commit", 5L,
                "InstanceAdmin.Get", 2L,
                "DatabaseAdmin.Get", 4L,
                "Spanner.Read", 1L));

    assertThat(later.since(COUNTS).byRpc())
        .isEqualTo(Map.of("Spanner.Commit", 2L, "Spanner.Read", 1L));
  }

  @Test
  void isPrintedInOrder() {
    assertThat(COUNTS).hasToString("{DatabaseAdmin.Get=4, InstanceAdmin.Get=2, Spanner.Commit=3}");
  }
}
