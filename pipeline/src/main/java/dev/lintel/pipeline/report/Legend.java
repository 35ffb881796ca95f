package dev.lintel.pipeline.report;

import java.util.List;

/** Says which colour, and which pattern, stands for what. */
final class Legend {
  private Legend() {}

  /** Writes the names beside samples of the first, the second colour and so on. */
  static void writeTo(HtmlWriter html, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    html.open("span", "class", "legend");
    for (int i = 0; i < names.size(); i++) {
      html.open("span");
      html.open("svg", "class", "swatch", "viewBox", "0 0 16 10", "aria-hidden", "true");
      html.empty(
          "rect",
          "class",
          "bar series" + (i + 1),
          "x",
          "0",
          "y",
          "0",
          "width",
          "16",
          "height",
          "10");
      html.empty(
          "line", "class", "line series" + (i + 1), "x1", "0", "x2", "16", "y1", "5", "y2", "5");
      html.close();
      html.text(names.get(i)).close();
    }
    html.close();
  }
}
