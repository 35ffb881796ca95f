package dev.lintel.convert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Which decimal numbers the floating-point types keep. Pure; safe to call from any thread. */
public enum FloatingPoint {
  FLOAT32,
  FLOAT64;

  /**
   * Returns whether the type keeps a number: the number that it holds in its place, printed with as
   * many digits, is the same. So 0.1 is kept, although no binary fraction is 0.1. FLOAT64 does not
   * keep 9007199254740993, because it holds 9007199254740992 in its place. A number that would
   * become 0 or infinite is not kept.
   */
  public boolean keeps(BigDecimal number) {
    double held = nearest(number);
    if (Double.isInfinite(held) || held == 0) {
      return number.signum() == 0;
    }
    int digits = number.stripTrailingZeros().precision();
    BigDecimal printed =
        new BigDecimal(held).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    // At a power of two, the nearest number of so many digits may stand for the next one below.
    return printed.compareTo(number) == 0 || nearest(printed) != held;
  }

  private double nearest(BigDecimal number) {
    return switch (this) {
      case FLOAT32 -> number.floatValue();
      case FLOAT64 -> number.doubleValue();
    };
  }
}
