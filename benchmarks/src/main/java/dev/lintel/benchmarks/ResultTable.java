package dev.lintel.benchmarks;

import dev.lintel.benchmarks.PairingResult.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results as a table of Markdown, with the targets that they have. */
final class ResultTable {
  private ResultTable() {}

  static MarkdownTable of(List<PairingResult> results) {
    var table =
        new MarkdownTable(
            "pairing",
            "server",
            "unit",
            "Lintel",
            "peer",
            "limit",
            "to the peer",
            "target",
            "to the limit",
            "target");
    for (PairingResult result : results) {
      Target target = Target.of(result);
      table.add(
          result.name(),
          result.server(),
          result.unit(),
          Figure.of(result.ours()),
          result.peer().map(Figure::of).orElse("–"),
          result.limit().map(Figure::of).orElse("–"),
          spread(result.ratioToPeer()),
          target(target.toPeer(), result.ratioToPeer()) + ifBeyondTheLimit(target, result),
          spread(result.ratioToLimit()),
          target(target.toLimit(), result.ratioToLimit()));
    }
    return table;
  }

  private static String spread(Optional<Spread> ratio) {
    return ratio
        .map(
            spread ->
                "**%s** (%s–%s)"
                    .formatted(
                        Figure.of(spread.median()),
                        Figure.of(spread.min()),
                        Figure.of(spread.max())))
        .orElse("–");
  }

  /**
   * What the client alone comes to, where that misses the target too: no pipeline that uses the
   * client can be faster than its best loop by much.
   */
  private static String ifBeyondTheLimit(Target target, PairingResult result) {
    if (target.toPeer().isEmpty()
        || result.ratioToPeer().isEmpty()
        || result.ratioToLimit().isEmpty()) {
      return "";
    }
    double clientToPeer =
        result.ratioToPeer().get().median() / result.ratioToLimit().get().median();
    return clientToPeer < target.toPeer().get()
        ? "; the client alone reaches " + Figure.of(clientToPeer)
        : "";
  }

  private static String target(Optional<Double> target, Optional<Spread> ratio) {
    if (target.isEmpty() || ratio.isEmpty()) {
      return "–";
    }
    boolean met = ratio.get().median() >= target.get();
    return String.format(Locale.ROOT, "≥ %s, %s", Figure.of(target.get()), met ? "met" : "missed");
  }
}
