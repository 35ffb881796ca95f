package dev.lintel.pipeline.runs;

import dev.lintel.pipeline.ledger.RecordedRun.State;
import dev.lintel.pipeline.report.HtmlWriter;
import java.util.Locale;

/** Says how a {@link RunsChart} shows the state of a run, and rejected rows. */
final class RunsLegend {
  private RunsLegend() {}

  static void writeTo(HtmlWriter html) {
    html.open("span", "class", "legend");
    for (State state : new State[] {State.SUCCEEDED, State.FAILED, State.SKIPPED, State.RUNNING}) {
      String name = state.name().toLowerCase(Locale.ROOT);
      html.open("span");
      html.open("svg", "class", "symbol", "viewBox", "0 0 16 12", "aria-hidden", "true");
      switch (state) {
        case SKIPPED ->
            html.empty("circle", "class", "run skipped", "cx", "8", "cy", "7", "r", "3.5");
        case FAILED -> {
          html.empty("path", "class", "cross", "d", "M1,2 l8,8 m0,-8 l-8,8");
          html.empty(
              "rect", "class", "run failed", "x", "11", "y", "1", "width", "5", "height", "10");
        }
        case SUCCEEDED, RUNNING ->
            html.empty(
                "rect", "class", "run " + name, "x", "2", "y", "1", "width", "12", "height", "10");
      }
      html.close().text(name).close();
    }
    html.open("span");
    html.open("svg", "class", "symbol", "viewBox", "0 0 16 12", "aria-hidden", "true");
    html.empty("rect", "class", "bar series2", "x", "2", "y", "1", "width", "12", "height", "10");
    html.close().text("rejected rows").close();
    html.close();
  }
}
