package dev.lintel.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Measurements of one thing, in one unit. */
record Samples(List<Double> values) {

  Samples {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("There must be at least one measurement");
    }
    values = List.copyOf(values);
  }

  static Samples of(double... values) {
    return new Samples(Arrays.stream(values).boxed().toList());
  }

  double min() {
    return sorted().get(0);
  }

  double max() {
    return sorted().get(values.size() - 1);
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  double median() {
    var sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** What each measured time, in seconds, comes to when so many rows were written in it. */
  Samples rowsPerSecond(int rows) {
    return new Samples(values.stream().map(seconds -> rows / seconds).toList());
  }

  private List<Double> sorted() {
    return values.stream().sorted().toList();
  }
}
