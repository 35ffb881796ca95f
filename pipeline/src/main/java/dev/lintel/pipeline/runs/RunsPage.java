package dev.lintel.pipeline.runs;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.lintel.pipeline.ledger.LastGoodRun;
import dev.lintel.pipeline.ledger.RecordedRun;
import dev.lintel.pipeline.report.Figures;
import dev.lintel.pipeline.report.HtmlPage;
import dev.lintel.pipeline.report.HtmlWriter;
import dev.lintel.pipeline.report.Paragraph;
import dev.lintel.pipeline.report.ReportSection;
import dev.lintel.pipeline.report.ReportTable;
import dev.lintel.pipeline.report.SectionWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of {@code ./lintel runs --format=html}. */
final class RunsPage {

  private RunsPage() {}

  /**
   * The page.
   *
   * @param database describes the database that holds the ledger
   */
  static String of(String database, History history) {
    List<RecordedRun> runs = history.runs();
    FreshnessReport freshness = history.freshness();
    Instant now = history.now();
    var html = new HtmlWriter();
    var sections = new SectionWriter(html);
    html.element(
            "p",
            "In %s, read at %s. A run is good if it succeeded and rejected no more records than allowed."
                .formatted(database, Figures.time(now)))
        .line();
    if (freshness.keys().isEmpty()) {
      sections.write(
          ReportSection.of(
              "No runs", new Paragraph("No runs are recorded; jobs record theirs with --jobKey.")));
    } else {
      sections.write(ReportSection.of("Freshness", freshnessTable(freshness)));
    }
    Map<String, LastGoodRun> byKey =
        freshness.keys().stream()
            .collect(Collectors.toMap(LastGoodRun::jobKey, Function.identity()));
    ImmutableListMultimap<String, RecordedRun> byJobKey =
        Multimaps.index(runs, RecordedRun::jobKey);
    int number = 0;
    for (String jobKey : byJobKey.keySet()) {
      number++;
      List<RecordedRun> ofKey = byJobKey.get(jobKey);
      html.open("section").line();
      html.element("h2", jobKey).line();
      if (byKey.containsKey(jobKey)) {
        LastGoodRun good = byKey.get(jobKey);
        html.element(
                "p",
                "%s: %s".formatted(ofKey.get(0).job(), FreshnessReport.words(good)),
                "class",
                "message" + (freshness.isRecent(good) && good.end().isPresent() ? " good" : ""))
            .line();
      }
      if (history.paused().containsKey(jobKey)) {
        html.element("p", "Paused since %s.".formatted(Figures.time(history.paused().get(jobKey))))
            .line();
      }
      html.open("figure").line();
      html.open("figcaption").text("Runs, the newest on the right");
      RunsLegend.writeTo(html);
      html.close().line();
      RunsChart.wide(ofKey, now).writeTo(html, "runs-%d-wide".formatted(number), "wide");
      RunsChart.narrow(ofKey, now).writeTo(html, "runs-%d-narrow".formatted(number), "narrow");
      html.close().line();
      sections.write(runsTable(ofKey, history.paused()));
      html.close().line();
    }
    return HtmlPage.of("Recorded runs", html);
  }

  private static ReportTable freshnessTable(FreshnessReport freshness) {
    boolean hasLimit = freshness.maxAge().isPresent();
    var table =
        ReportTable.of(
                freshness
                    .maxAge()
                    .map(
                        limit ->
                            "The last good run of each job key, which may be %s old"
                                .formatted(FreshnessReport.words(limit)))
                    .orElse("The last good run of each job key"))
            .texts("job key")
            .labels("ended", "age");
    if (hasLimit) {
      table.labels("verdict");
    }
    for (LastGoodRun key : freshness.keys()) {
      String ended = key.end().map(Figures::time).orElse("never");
      String age = key.age().map(time -> FreshnessReport.words(time) + " ago").orElse("–");
      if (hasLimit) {
        table.row(key.jobKey(), ended, age, freshness.verdict(key));
      } else {
        table.row(key.jobKey(), ended, age);
      }
    }
    return table.build();
  }

  private static ReportTable runsTable(List<RecordedRun> runs, Map<String, Instant> paused) {
    var table =
        ReportTable.of("Runs, the newest first")
            .labels("start (UTC)", "state", "took")
            .numbers("written", "rejected")
            .texts("message")
            .codes("run")
            .bars("written", "rejected");
    for (RecordedRun run : runs) {
      table.row(
          RunsTable.time(run.startTime()),
          RunsTable.state(run, paused),
          RunsTable.took(run),
          run.rowsWritten().isPresent() ? run.rowsWritten().getAsLong() : null,
          run.rowsFailed().isPresent() ? run.rowsFailed().getAsLong() : null,
          run.message().orElse(""),
          run.runId());
    }
    return table.build();
  }
}
