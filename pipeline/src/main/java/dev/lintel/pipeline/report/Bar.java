package dev.lintel.pipeline.report;

import java.util.List;

/** A bar of several parts, as wide as its value is in proportion to the greatest. */
public final class Bar {

  private static final double WIDTH = 100;

  /** A part that is not 0 is never so narrow that it cannot be seen. */
  private static final double LEAST = 0.6;

  private Bar() {}

  /**
   * Writes a bar, which repeats the numbers of its row, so that it is hidden from screen readers.
   *
   * @param parts from left to right, in the first, the second colour and so on
   * @param greatest the value of the longest bar
   */
  public static void writeTo(HtmlWriter html, List<Long> parts, long greatest) {
    html.open(
        "svg",
        "class",
        "bars",
        "viewBox",
        "0 0 100 8",
        "preserveAspectRatio",
        "none",
        "aria-hidden",
        "true");
    double x = 0;
    for (int i = 0; i < parts.size(); i++) {
      double width = width(parts.get(i), greatest);
      if (width > 0) {
        html.empty(
            "rect",
            "class",
            "bar series" + (i + 1),
            "x",
            Figures.coordinate(x),
            "y",
            "0",
            "width",
            Figures.coordinate(width),
            "height",
            "8");
        x += width;
      }
    }
    html.close();
  }

  /** How wide a part is, of 100. */
  static double width(long value, long greatest) {
    return value <= 0 || greatest <= 0 ? 0 : Math.max(LEAST, WIDTH * value / greatest);
  }
}
