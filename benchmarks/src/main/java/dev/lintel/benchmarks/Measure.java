package dev.lintel.benchmarks;

/**
 * What a pairing compares.
 *
 * @param unit as in the results file
 * @param better which values are the better ones
 */
record Measure(String unit, Better better) {

  enum Better {
    MORE,
    LESS
  }

  static Measure rate(String what) {
    return new Measure(what + "/s", Better.MORE);
  }

  static Measure cost(String unit) {
    return new Measure(unit, Better.LESS);
  }

  /** Returns how many times as good one value is as another: above 1 if it is better. */
  double ratio(double one, double other) {
    return better == Better.MORE ? one / other : other / one;
  }
}
