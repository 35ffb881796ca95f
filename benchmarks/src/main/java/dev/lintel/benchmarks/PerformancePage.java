package dev.lintel.benchmarks;

import java.util.Locale;

/** The part of docs/performance.md that a run of the benchmarks writes, between two marks. */
final class PerformancePage {
  static final String BEGIN = "<!-- ./lintel bench writes the lines from here on. -->";
  static final String END = "<!-- ./lintel bench writes the lines up to here. -->";

  private PerformancePage() {}

  /**
   * Replaces the part between the marks.
   *
   * @throws IllegalArgumentException if the page does not have both marks, each once
   */
  static String replaced(String page, LatestResults latest, BenchArguments arguments) {
    requireMarks(page);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    return page.substring(0, begin) + "\n\n" + part(latest, arguments) + "\n" + page.substring(end);
  }

  /**
   * Checks that there is a part to replace.
   *
   * @throws IllegalArgumentException if the page does not have both marks, each once
   */
  static void requireMarks(String page) {
    if (onlyIndexOf(page, END) < onlyIndexOf(page, BEGIN)) {
      throw new IllegalArgumentException(
          "In docs/performance.md, '%s' is before '%s'".formatted(END, BEGIN));
    }
  }

  private static int onlyIndexOf(String page, String mark) {
    int index = page.indexOf(mark);
    if (index < 0 || page.indexOf(mark, index + 1) >= 0) {
      throw new IllegalArgumentException("docs/performance.md must have this line once: " + mark);
    }
    return index;
  }

  private static String part(LatestResults latest, BenchArguments arguments) {
    var part = new StringBuilder();
    part.append(
        String.format(
            Locale.ROOT,
            "The last run measured %s, %d pairs each%s, with Java %d on %d processors.%n%n",
            arguments.pairings().size() == Pairings.all().size()
                ? "all pairings"
                : String.join(", ", arguments.pairings().stream().map(Pairing::name).toList()),
            arguments.extent().pairs(),
            arguments.extent() == Extent.QUICK ? " (`--quick`)" : "",
            Runtime.version().feature(),
            Runtime.getRuntime().availableProcessors()));
    part.append(ResultTable.of(latest.pairings()));
    for (Pairing pairing : Pairings.all()) {
      if (!latest.of(pairing).isEmpty()) {
        part.append(
            "\n![%s](../benchmarks/results/%s.svg)\n"
                .formatted(pairing.names().title(), pairing.name()));
      }
    }
    return part.toString();
  }
}
