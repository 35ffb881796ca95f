package dev.lintel.benchmarks;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The least ratios that a pairing on the emulator, or of whole processes, should have.
 *
 * @param toPeer compared with what a user would take instead
 * @param toLimit compared with the client library alone
 */
record Target(Optional<Double> toPeer, Optional<Double> toLimit) {
  private static final Target NONE = new Target(Optional.empty(), Optional.empty());

  private static final Map<String, Target> BY_PAIRING =
      Map.ofEntries(
          Map.entry("write", both(2.5, 0.95)),
          Map.entry("write-bad-rows", toPeer(6)),
          Map.entry("read", both(1.4, 0.95)),
          Map.entry("lookup", toPeer(60)),
          Map.entry("export", toPeer(2)),
          Map.entry("import", toPeer(2)),
          Map.entry("import-parquet", toPeer(2)),
          Map.entry("copy", toPeer(1.5)),
          Map.entry("purge", both(3, 0.6)),
          Map.entry("verify", toPeer(4)),
          Map.entry("process-import", both(3, 0.5)),
          Map.entry("process-export", toPeer(4)));

  /** Returns the target of a result; one that has none has an empty target. */
  static Target of(PairingResult result) {
    if (!result.server().equals("emulator")) {
      return NONE;
    }
    Target target = BY_PAIRING.getOrDefault(result.name(), NONE);
    // The target of an import of CSV is a multiple of the plain client's time, not of the peer's.
    return result.unit().contains("CSV") ? new Target(Optional.empty(), target.toLimit()) : target;
  }

  /** Returns the names of the pairings that have one. */
  static Set<String> pairings() {
    return BY_PAIRING.keySet();
  }

  private static Target toPeer(double ratio) {
    return new Target(Optional.of(ratio), Optional.empty());
  }

  private static Target both(double toPeer, double toLimit) {
    return new Target(Optional.of(toPeer), Optional.of(toLimit));
  }
}
