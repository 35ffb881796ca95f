package dev.lintel.pipeline.report;

import dev.lintel.pipeline.report.ReportTable.Cell;
import dev.lintel.pipeline.report.ReportTable.Column;
import dev.lintel.pipeline.report.ReportTable.Kind;
import java.util.List;

/** Writes the sections of a page. Not thread-safe. */
public final class SectionWriter {

  private final HtmlWriter html;
  private int charts;

  /** Writes to a page, on which no other writer of sections writes. */
  public SectionWriter(HtmlWriter html) {
    this.html = html;
  }

  /** Writes a section under a heading of the second level. */
  public void write(ReportSection section) {
    html.open("section").line();
    html.element("h2", section.heading()).line();
    section.parts().forEach(this::write);
    html.close().line();
  }

  /** Writes a part. */
  public void write(ReportPart part) {
    if (part instanceof Paragraph paragraph) {
      html.element("p", paragraph.text()).line();
    } else if (part instanceof Preformatted preformatted) {
      html.open("pre").element("code", preformatted.text()).close().line();
    } else if (part instanceof ReportTable table) {
      new TableHtml(table).writeTo(html);
    } else if (part instanceof LineChart chart) {
      write(chart);
    }
  }

  private void write(LineChart chart) {
    charts++;
    html.open("figure").line();
    List<String> names = chart.series().stream().map(LineChart.Series::name).toList();
    html.open("figcaption").text(chart.title());
    Legend.writeTo(html, names);
    html.close().line();
    LineChartSvg.wide(chart).writeTo(html, "chart-%d-wide".formatted(charts), "wide");
    LineChartSvg.narrow(chart).writeTo(html, "chart-%d-narrow".formatted(charts), "narrow");
    html.close().line();
  }

  /** Writes a table. */
  private record TableHtml(ReportTable table) {

    void writeTo(HtmlWriter html) {
      html.open(
              "div",
              "class",
              "scroll",
              "role",
              "region",
              "tabindex",
              "0",
              "aria-label",
              table.caption())
          .line();
      html.open("table").line();
      html.open("caption").text(table.caption());
      Legend.writeTo(
          html, table.bars().stream().map(i -> table.columns().get(i).heading()).toList());
      html.close().line();
      html.open("thead").open("tr");
      for (Column column : table.columns()) {
        html.element("th", column.heading(), "scope", "col", "class", cssClass(column));
      }
      html.close().close().line();
      html.open("tbody").line();
      long greatest = 0;
      for (int row = 0; row < table.rows().size(); row++) {
        greatest = Math.max(greatest, table.drawn(row));
      }
      for (int row = 0; row < table.rows().size(); row++) {
        writeRow(html, row, greatest);
      }
      html.close().line();
      if (table.totals() && table.rows().size() > 1) {
        writeTotals(html);
      }
      html.close().close().line();
    }

    private void writeRow(HtmlWriter html, int row, long greatest) {
      List<Cell> cells = table.rows().get(row);
      html.open("tr");
      html.open("th", "scope", "row", "class", cssClass(table.columns().get(0)));
      html.text(cells.get(0).text());
      if (!table.bars().isEmpty()) {
        Bar.writeTo(
            html,
            table.bars().stream().map(column -> table.number(row, column)).toList(),
            greatest);
      }
      html.close();
      for (int i = 1; i < cells.size(); i++) {
        Column column = table.columns().get(i);
        // On a narrow screen each row is a card, where the heading stands before the value.
        html.element(
            "td", cells.get(i).text(), "class", cssClass(column), "data-label", column.heading());
      }
      html.close().line();
    }

    private void writeTotals(HtmlWriter html) {
      html.open("tfoot").open("tr");
      html.element("th", "total", "scope", "row", "class", "text");
      for (int i = 1; i < table.columns().size(); i++) {
        Column column = table.columns().get(i);
        html.element(
            "td",
            column.kind() == Kind.NUMBER ? Figures.number(table.total(i)) : "",
            "class",
            cssClass(column),
            "data-label",
            column.heading());
      }
      html.close().close().line();
    }

    private static String cssClass(Column column) {
      return switch (column.kind()) {
        case TEXT -> "text";
        case LABEL -> "label";
        case CODE -> "code";
        case NUMBER -> "number";
      };
    }
  }
}
