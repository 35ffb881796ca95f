package dev.lintel.benchmarks;

import java.util.Map;
import java.util.Optional;

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
          Map.entry("process-import", new Target(Optional.of(3.0), Optional.of(0.5))),
          Map.entry("process-export", toPeer(4)));

  /** Returns the target of a result; one that has none has an empty target. */
  static Target of(PairingResult result) {
    boolean ofATarget = result.server().equals("emulator") && !result.unit().contains("requests");
    return ofATarget ? BY_PAIRING.getOrDefault(result.name(), NONE) : NONE;
  }

  private static Target toPeer(double ratio) {
    return new Target(Optional.of(ratio), Optional.empty());
  }

  private static Target both(double toPeer, double toLimit) {
    return new Target(Optional.of(toPeer), Optional.of(toLimit));
  }
}
