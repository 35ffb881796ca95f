package dev.lintel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one pairing came to on one server.
 *
 * @param unit of the three values, which are medians
 * @param peer what a user would take instead; empty if there is nothing of the kind
 * @param limit what the client library alone does; empty if that is not measured
 * @param ratioToPeer how many times as good Lintel was in each pair of runs: above 1 if it is
 *     better, whether the unit is a rate or a cost; present with {@code peer}
 * @param ratioToLimit likewise
 */
record PairingResult(
    String name,
    String server,
    String unit,
    double ours,
    Optional<Double> peer,
    Optional<Double> limit,
    Optional<Spread> ratioToPeer,
    Optional<Spread> ratioToLimit) {

  /** The least, the middle and the greatest of some values. */
  record Spread(double min, double median, double max) {
    static Spread of(Samples samples) {
      return new Spread(samples.min(), samples.median(), samples.max());
    }
  }

  /**
   * Compares the values of pairs of runs; those of one index are a pair.
   *
   * @param peer as many as of ours, or none
   * @param limit as many as of ours, or none
   */
  static PairingResult of(
      String name,
      String server,
      Measure measure,
      List<Double> ours,
      List<Double> peer,
      List<Double> limit) {
    return new PairingResult(
        name,
        server,
        measure.unit(),
        new Samples(ours).median(),
        median(peer),
        median(limit),
        ratios(measure, ours, peer),
        ratios(measure, ours, limit));
  }

  private static Optional<Double> median(List<Double> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(new Samples(values).median());
  }

  private static Optional<Spread> ratios(Measure measure, List<Double> ours, List<Double> theirs) {
    if (theirs.isEmpty()) {
      return Optional.empty();
    }
    if (theirs.size() != ours.size()) {
      throw new IllegalArgumentException(
          "There are %d runs of one side and %d of the other"
              .formatted(ours.size(), theirs.size()));
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      ratios.add(measure.ratio(ours.get(i), theirs.get(i)));
    }
    return Optional.of(Spread.of(new Samples(ratios)));
  }
}
