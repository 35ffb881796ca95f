package dev.lintel.benchmarks;

import dev.lintel.benchmarks.PairingResult.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Draws the results of one pairing: bars for the medians, a group for each server and unit, with
 * the ratios in words. Follows the reader's choice of light or dark.
 */
record PairingChart(Names names, List<PairingResult> results) {
  private static final int WIDTH = 860;
  private static final int MARGIN = 20;
  private static final int BAR_LEFT = 290;

  /** Leaves room for a value at the right of a bar. */
  private static final int BAR_WIDTH = 450;

  private static final int TITLE_HEIGHT = 52;
  private static final int HEADING_HEIGHT = 26;
  private static final int ROW_HEIGHT = 26;
  private static final int BAR_HEIGHT = 16;
  private static final int RATIO_HEIGHT = 20;
  private static final int GROUP_GAP = 18;

  private static final String STYLE =
      """
      <style>
        text { font: 14px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
        .title { font-size: 17px; font-weight: 600 }
        .heading { font-weight: 600 }
        .ratio { fill: #57606a }
        .page { fill: #ffffff }
        .ours { fill: #1f6feb }
        .peer { fill: #9aa4b0 }
        .limit { fill: #2da07a }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 }
          .ratio { fill: #9da7b3 }
          .page { fill: #0d1117 }
          .ours { fill: #58a6ff }
          .peer { fill: #6e7681 }
          .limit { fill: #3fb98f }
        }
      </style>
      """;

  String toSvg() {
    var body = new StringBuilder();
    int y = TITLE_HEIGHT;
    for (PairingResult result : results) {
      y = addGroup(body, result, y) + GROUP_GAP;
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img" aria-labelledby="title desc">
        <title id="title">%s</title>
        <desc id="desc">%s</desc>
        %s<rect class="page" width="%d" height="%d"/>
        %s%s</svg>
        """
        .formatted(
            WIDTH,
            y,
            WIDTH,
            escaped(names.title()),
            escaped(description()),
            STYLE,
            WIDTH,
            y,
            text("title", MARGIN, 32, "start", names.title()),
            body);
  }

  private int addGroup(StringBuilder body, PairingResult result, int top) {
    int y = top + HEADING_HEIGHT;
    body.append(text("heading", MARGIN, y - 8, "start", heading(result)));
    double longest =
        DoubleStream.of(result.ours(), result.peer().orElse(0.0), result.limit().orElse(0.0))
            .max()
            .orElseThrow();
    y = addBar(body, "ours", names.ours(), Optional.of(result.ours()), longest, y);
    y = addBar(body, "peer", names.peer(), result.peer(), longest, y);
    y = addBar(body, "limit", names.limit(), result.limit(), longest, y);
    for (String ratio : ratios(result)) {
      y += RATIO_HEIGHT;
      body.append(text("ratio", BAR_LEFT, y - 4, "start", ratio));
    }
    return y;
  }

  private static int addBar(
      StringBuilder body,
      String kind,
      String label,
      Optional<Double> value,
      double longest,
      int y) {
    if (value.isEmpty()) {
      return y;
    }
    double width = Math.max(1, BAR_WIDTH * value.get() / longest);
    body.append(text("label", BAR_LEFT - 10, y + 15, "end", label));
    body.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>%n",
            kind,
            BAR_LEFT,
            y + 2,
            width,
            BAR_HEIGHT));
    body.append(
        text("value", (int) (BAR_LEFT + width) + 8, y + 15, "start", Figure.of(value.get())));
    return y + ROW_HEIGHT;
  }

  private static String heading(PairingResult result) {
    String server =
        switch (result.server()) {
          case "none" -> "";
          case "emulator" -> "Emulator: ";
          default -> "Server that answers after " + result.server().replaceAll("\\D", "") + " ms: ";
        };
    return server + result.unit() + (result.unit().endsWith("/s") ? "" : " (less is better)");
  }

  private List<String> ratios(PairingResult result) {
    Target target = Target.of(result);
    return Stream.of(
            ratio(result.ratioToPeer(), names.peer(), target.toPeer()),
            ratio(result.ratioToLimit(), names.limit(), target.toLimit()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> ratio(
      Optional<Spread> ratio, String than, Optional<Double> target) {
    return ratio.map(
        spread ->
            "%s times %s (%s–%s)%s"
                .formatted(
                    Figure.of(spread.median()),
                    than,
                    Figure.of(spread.min()),
                    Figure.of(spread.max()),
                    target.map(least -> ", target " + Figure.of(least)).orElse("")));
  }

  private String description() {
    return String.join(
        "; ",
        results.stream()
            .map(result -> heading(result) + ": " + String.join(", ", ratios(result)))
            .toList());
  }

  private static String text(String kind, int x, int y, String anchor, String content) {
    return "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n"
        .formatted(kind, x, y, anchor, escaped(content));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
