package dev.lintel.pipeline.report;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A scale from 0 to a round number. Immutable.
 *
 * @param step between two ticks
 * @param end the last tick, not less than the greatest value
 */
public record Axis(double step, double end) {

  private static final double[] DECIMAL = {1, 2, 2.5, 5, 10};

  /** Steps of time, in seconds. */
  private static final List<Long> SECONDS =
      List.of(
          1L, 2L, 5L, 10L, 15L, 30L, 60L, 120L, 300L, 600L, 900L, 1800L, 3600L, 7200L, 10_800L,
          21_600L, 43_200L, 86_400L);

  /**
   * The axis of values from 0 to a greatest one.
   *
   * @param ticks about how many steps it has
   */
  public static Axis ofValues(double greatest, int ticks) {
    if (greatest <= 0) {
      return new Axis(1, 1);
    }
    double rough = greatest / ticks;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : DECIMAL) {
      step = factor * power;
      if (step >= rough) {
        break;
      }
    }
    // Rows are whole numbers, and so is what counts them.
    step = Math.max(1, step == 2.5 ? 2 : step);
    return upTo(step, greatest);
  }

  /**
   * The axis of seconds from 0 to a greatest one; its end is that one, as a run ends when it does.
   *
   * @param ticks about how many steps it has
   */
  public static Axis ofSeconds(double greatest, int ticks) {
    double rough = greatest / ticks;
    double step =
        SECONDS.stream()
            .filter(seconds -> seconds >= rough)
            .findFirst()
            .map(Long::doubleValue)
            .orElseGet(() -> Math.ceil(rough / 86_400) * 86_400);
    return new Axis(greatest < 1 ? Math.max(greatest, 0.1) / 2 : step, Math.max(greatest, 0.1));
  }

  /**
   * The axis of lengths of time from 0 to a greatest one, in seconds.
   *
   * @param ticks about how many steps it has
   */
  public static Axis ofDurations(double greatest, int ticks) {
    return upTo(ofSeconds(Math.max(1, greatest), ticks).step(), Math.max(1, greatest));
  }

  private static Axis upTo(double step, double greatest) {
    return new Axis(step, Math.ceil(greatest / step - 1e-9) * step);
  }

  /** The values of the ticks, from 0. */
  public ImmutableList<Double> ticks() {
    ImmutableList.Builder<Double> ticks = ImmutableList.builder();
    for (int i = 0; i * step <= end * (1 + 1e-9); i++) {
      ticks.add(i * step);
    }
    return ticks.build();
  }

  /** Where a value is: 0 at the beginning of a length, and the length at its end. */
  public double position(double value, double length) {
    return Math.min(1, Math.max(0, value / end)) * length;
  }
}
