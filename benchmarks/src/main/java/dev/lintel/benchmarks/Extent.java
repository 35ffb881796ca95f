package dev.lintel.benchmarks;

/** How much is measured. */
enum Extent {
  FULL(7),
  /** At most 15 minutes on two processors. */
  QUICK(5),
  /** Only to see that everything runs. */
  SMOKE(1);

  private static final int SMOKE_PART = 100;

  private final int pairs;

  Extent(int pairs) {
    this.pairs = pairs;
  }

  /** Returns how many pairs of runs count. */
  int pairs() {
    return pairs;
  }

  /** Returns how many rows to take. */
  int rows(int full, int quick) {
    return switch (this) {
      case FULL -> full;
      case QUICK -> quick;
      case SMOKE -> quick / SMOKE_PART;
    };
  }
}
