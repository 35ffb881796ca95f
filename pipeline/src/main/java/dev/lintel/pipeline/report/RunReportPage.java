package dev.lintel.pipeline.report;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.Elapsed;
import dev.lintel.pipeline.files.AtomicFile;
import dev.lintel.pipeline.summary.Figure;
import dev.lintel.pipeline.summary.LookupFigure;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The page of {@code --reportFile}. */
public final class RunReportPage {

  private RunReportPage() {}

  /**
   * Writes the page, and replaces an existing file. A reader sees the old file or the complete new
   * one.
   *
   * @param file any path that Beam's FileSystems writes, local or {@code gs://}
   * @throws IOException if it cannot be written; names the file
   */
  public static void write(RunReport report, String file) throws IOException {
    try {
      AtomicFile.write(file, of(report));
    } catch (IOException e) {
      throw new IOException("cannot write the report to " + file, e);
    }
  }

  /** The page as HTML. */
  public static String of(RunReport report) {
    RunSummary summary = report.summary();
    var html = new HtmlWriter();
    html.open("p", "class", "lead");
    StateBadge.writeTo(html, summary.state());
    html.text(" in %s, exit status %d".formatted(elapsed(summary), report.status().code()));
    html.close().line();
    report.message().ifPresent(message -> html.element("p", message, "class", "message").line());
    writeFacts(html, report);
    var sections = new SectionWriter(html);
    sections(report).forEach(sections::write);
    return HtmlPage.of("%s, run %s".formatted(summary.job(), summary.runId()), html);
  }

  private static void writeFacts(HtmlWriter html, RunReport report) {
    RunSummary summary = report.summary();
    html.open("section").line();
    html.element("h2", "What ran").line();
    html.open("dl").line();
    fact(html, "Job", summary.job());
    fact(html, "Run", summary.runId().value());
    fact(html, "State", summary.state().name());
    fact(html, "Exit status", "%d".formatted(report.status().code()));
    fact(html, "Start", Figures.time(summary.startTime()));
    fact(html, "End", Figures.time(summary.endTime()));
    fact(html, "Duration", elapsed(summary));
    summary.snapshotTimestamp().ifPresent(time -> fact(html, "Snapshot", time.toString()));
    fact(html, "Database", report.databases().get(0));
    report.databases().stream().skip(1).forEach(other -> fact(html, "Other database", other));
    fact(html, "Runner", report.launcher());
    html.close().line();
    html.element("h3", "Command").line();
    new SectionWriter(html).write(new Preformatted(report.command()));
    html.close().line();
  }

  private static void fact(HtmlWriter html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close().line();
  }

  private static List<ReportSection> sections(RunReport report) {
    RunSummary summary = report.summary();
    List<ReportSection> sections = new ArrayList<>();
    if (!summary.tables().isEmpty()) {
      sections.add(ReportSection.of("Rows", rows(summary)));
    }
    sections.addAll(report.sections());
    if (!summary.lookups().isEmpty()) {
      sections.add(
          ReportSection.of(
              "Lookups",
              figures("Keys of each lookup", "lookup", LookupFigure.values(), summary.lookups())
                  .build()));
    }
    var rates = RowRates.of(report.samples());
    if (!rates.isEmpty()) {
      sections.add(
          ReportSection.of(
              "Speed", new LineChart("Rows a second, over all tables", "rows/s", rates)));
    }
    long failed = summary.total(TableFigure.FAILED);
    if (failed > 0 || !report.rejections().isEmpty()) {
      sections.add(RejectionSection.of(failed, report.rejections(), report.examples()));
    }
    if (summary.state() != RunState.SKIPPED) {
      sections.add(ConnectionSection.of(report.connections()));
    }
    return sections;
  }

  private static ReportTable rows(RunSummary summary) {
    List<String> drawn = drawn(summary).stream().map(Figure::heading).toList();
    return figures("Rows of each table", "table", TableFigure.values(), summary.tables())
        .bars(drawn.toArray(String[]::new))
        .withTotals()
        .build();
  }

  /**
   * The figures whose sum is the length of a bar. Where differences were counted it is they: the
   * rows that were read to find them are many more.
   */
  static ImmutableList<TableFigure> drawn(RunSummary summary) {
    List<TableFigure> counted =
        Arrays.stream(TableFigure.values())
            .filter(
                figure ->
                    summary.tables().stream().anyMatch(row -> row.figures().containsKey(figure)))
            .toList();
    boolean compares = counted.contains(TableFigure.MISSING) || counted.contains(TableFigure.EXTRA);
    List<TableFigure> wanted =
        compares
            ? List.of(TableFigure.MISSING, TableFigure.EXTRA, TableFigure.CHANGED)
            : counted.contains(TableFigure.WRITTEN) || counted.contains(TableFigure.DELETED)
                ? List.of(
                    TableFigure.WRITTEN,
                    TableFigure.DELETED,
                    TableFigure.FAILED,
                    TableFigure.CHANGED)
                : List.of(TableFigure.READ, TableFigure.FAILED);
    return wanted.stream().filter(counted::contains).collect(ImmutableList.toImmutableList());
  }

  private static <F extends Figure> ReportTable.Builder figures(
      String caption, String nameHeading, F[] order, List<RunSummary.Row<F>> rows) {
    List<F> figures =
        Arrays.stream(order)
            .filter(figure -> rows.stream().anyMatch(row -> row.figures().containsKey(figure)))
            .toList();
    ReportTable.Builder table =
        ReportTable.of(caption)
            .texts(nameHeading)
            .numbers(figures.stream().map(Figure::heading).toArray(String[]::new));
    for (RunSummary.Row<F> row : rows) {
      List<Object> cells = new ArrayList<>();
      cells.add(row.name());
      figures.forEach(figure -> cells.add(row.figures().get(figure)));
      table.row(cells.toArray());
    }
    return table;
  }

  private static String elapsed(RunSummary summary) {
    return Elapsed.words(Duration.between(summary.startTime(), summary.endTime()));
  }

  /** The state of a run as a word with a mark of its colour. */
  private static final class StateBadge {
    private StateBadge() {}

    static void writeTo(HtmlWriter html, RunState state) {
      String word = state.name().toLowerCase(Locale.ROOT);
      html.element("strong", word, "class", "state " + word);
    }
  }
}
