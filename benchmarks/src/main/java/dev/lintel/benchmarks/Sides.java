package dev.lintel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is compared in one pairing.
 *
 * @param peer what a user would take instead
 * @param limit what the client library alone does
 */
record Sides(Side ours, Optional<Side> peer, Optional<Side> limit) {

  static Sides of(Side ours) {
    return new Sides(ours, Optional.empty(), Optional.empty());
  }

  Sides withPeer(Side side) {
    return new Sides(ours, Optional.of(side), limit);
  }

  Sides withLimit(Side side) {
    return new Sides(ours, peer, Optional.of(side));
  }

  List<Side> all() {
    List<Side> all = new ArrayList<>(List.of(ours));
    peer.ifPresent(all::add);
    limit.ifPresent(all::add);
    return all;
  }
}
