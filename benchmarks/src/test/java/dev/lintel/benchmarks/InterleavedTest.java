package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavedTest {
  private final List<String> order = new ArrayList<>();
  private final Interleaved interleaved =
      new Interleaved(
          2, new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));

  /** A side that takes as many seconds as it has run. */
  private Side side(String label) {
    return new Side(
        label,
        () -> {
          order.add(label);
          long runs = order.stream().filter(label::equals).count();
          return new Timing(runs, 0);
        });
  }

  @Test
  void runsTheSidesInTurn_afterOneRoundThatDoesNotCount() throws Exception {
    List<List<Timing>> timings = interleaved.run(List.of(side("a"), side("b")));

    assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
    assertThat(timings)
        .containsExactly(
            List.of(new Timing(2, 0), new Timing(3, 0)),
            List.of(new Timing(2, 0), new Timing(3, 0)));
  }

  @Test
  void cold_everyRoundCounts() throws Exception {
    List<List<Timing>> timings = interleaved.runCold(List.of(side("a"), side("b")));

    assertThat(order).containsExactly("a", "b", "a", "b");
    assertThat(timings).allSatisfy(ofSide -> assertThat(ofSide).hasSize(2));
  }

  @Test
  void theFastestSide_isFoundAfterWarmingUp() throws Exception {
    Side first = side("first");
    Side second = side("second");

    assertThat(interleaved.fastest(List.of(first, second))).isSameAs(second);
    assertThat(order).containsExactly("first", "first", "second");
  }

  @Test
  void aSideThatFails_endsThePairing() {
    var wrong =
        new Side(
            "wrong",
            () -> {
              Expected.rows("wrong", 1_000, 0);
              return new Timing(1, 1);
            });

    assertThatThrownBy(() -> interleaved.run(List.of(side("a"), wrong)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("wrong is wrong: it comes to 0 rows, not to 1,000");
  }
}
