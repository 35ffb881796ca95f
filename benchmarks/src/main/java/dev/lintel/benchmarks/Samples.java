package dev.lintel.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Repeated measurements of one quantity, in one unit. */
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

  /** Returns the middle value; of an even number of values, the mean of the two in the middle. */
  double median() {
    var sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private List<Double> sorted() {
    return values.stream().sorted().toList();
  }
}
