package dev.lintel.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.lintel.connection.CallStatistics;
import dev.lintel.connection.ConnectionStatistics;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.summary.LookupFigure;
import dev.lintel.pipeline.summary.RejectionReason;
import dev.lintel.pipeline.summary.RowSamples.Sample;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class RunReportPageTest {

  private static final Instant START = Instant.parse("2026-11-23T08:00:00.5Z");
  private static final String NASTY = "<b>&\"T'\u0007";

  private static RunSummary summary(RunState state) {
    return RunSummary.of(
        "import", new RunId("2026-11-23T08-00-00Z-4f2a"), state, START, START.plusSeconds(75));
  }

  private static RunReport report(RunSummary summary) {
    return new RunReport(
        summary,
        "./lintel import \\\n    --databaseId=d",
        ImmutableList.of("projects/p/instances/i/databases/d"),
        "DirectRunner on host, process 7",
        summary.state() == RunState.FAILED ? ExitStatus.FAILED : ExitStatus.SUCCEEDED,
        Optional.empty(),
        ImmutableList.of(),
        ImmutableMap.of(),
        ImmutableListMultimap.of(),
        ConnectionStatistics.NONE,
        ImmutableList.of());
  }

  private static Document page(RunReport report) {
    return Pages.parse(RunReportPage.of(report));
  }

  private static Map<TableFigure, Long> figures(long read, long written, long failed) {
    return Map.of(TableFigure.READ, read, TableFigure.WRITTEN, written, TableFigure.FAILED, failed);
  }

  @Test
  void saysWhatRanAndEveryFigure() {
    RunSummary summary =
        summary(RunState.SUCCEEDED)
            .withSnapshotTimestamp(Instant.parse("2026-11-23T08:00:01.123456789Z"))
            .withTable("Airports", figures(7698, 7690, 8))
            .withTable("Routes", figures(10, 10, 0))
            .withLookup("product", Map.of(LookupFigure.ELEMENTS, 90_000L));
    RunReport plain = report(summary);
    RejectionReason reason = new RejectionReason("INVALID_ARGUMENT", "not a number, got …");
    RunReport report =
        new RunReport(
            summary,
            plain.command(),
            plain.databases(),
            plain.launcher(),
            ExitStatus.TOO_MANY_FAILURES,
            Optional.empty(),
            ImmutableList.of(new Sample(Duration.ofSeconds(75), figures(7708, 7700, 8))),
            ImmutableMap.of(reason, 7L),
            ImmutableListMultimap.of(),
            new ConnectionStatistics(
                2,
                1,
                0,
                3,
                Duration.ofSeconds(4),
                ImmutableSortedMap.of("projects/p/instances/i/databases/d", 2L),
                ImmutableSortedMap.of(
                    "Commit", new CallStatistics(10, 1, 2048, 100, Duration.ofMillis(50)))),
            ImmutableList.of(
                ReportSection.of(
                    "Differences",
                    ReportTable.of("By column")
                        .texts("table", "kind")
                        .codes("column", "type")
                        .numbers("rows")
                        .row("Airports", "changed", "Name", "STRING(MAX)", 3)
                        .build())));

    Document page = page(report);

    String text = page.getDocumentElement().getTextContent();
    assertThat(text)
        .contains(
            "succeeded in 1 min 15 s, exit status 3",
            "2026-11-23T08-00-00Z-4f2a",
            "2026-11-23 08:00:00 UTC",
            "2026-11-23T08:00:01.123456789Z",
            "projects/p/instances/i/databases/d",
            "DirectRunner on host, process 7",
            "./lintel import \\\n    --databaseId=d",
            "3 times a request waited",
            "read: 103 rows/s on average, 103 at most; written: 103 rows/s on average");
    assertThat(Pages.rows(page))
        .contains(
            "table|read|written|failed",
            "Airports|7,698|7,690|8",
            "Routes|10|10|0",
            "total|7,708|7,700|8",
            "product|90,000",
            "not a number, got …|INVALID_ARGUMENT|7",
            "no reason was recorded||1",
            "total||8",
            "Airports|changed|Name|STRING(MAX)|3",
            "Commit|10|1|2.0 KiB|100 B|0.1 s|5.0 ms");
    assertThat(Pages.elements(page, "h2"))
        .extracting(Element::getTextContent)
        .containsExactly(
            "What ran",
            "Rows",
            "Differences",
            "Lookups",
            "Speed",
            "Rejected records",
            "Connections and calls");
  }

  @Test
  void escapesNamesAndMessages() {
    RunReport plain = report(summary(RunState.FAILED).withTable(NASTY, figures(1, 0, 1)));
    RunReport report =
        new RunReport(
            plain.summary(),
            NASTY,
            ImmutableList.of(NASTY),
            NASTY,
            ExitStatus.FAILED,
            Optional.of(NASTY),
            ImmutableList.of(),
            ImmutableMap.of(new RejectionReason("INTERNAL", NASTY), 1L),
            ImmutableListMultimap.of(new RejectionReason("INTERNAL", NASTY), NASTY),
            plain.connections(),
            ImmutableList.of(
                ReportSection.of(
                    NASTY,
                    new Paragraph(NASTY),
                    new Preformatted(NASTY),
                    new LineChart(NASTY, NASTY, ImmutableList.of()),
                    ReportTable.of(NASTY).texts(NASTY).codes("c").row(NASTY, NASTY).build())));

    String html = RunReportPage.of(report);
    Document page = Pages.parse(html);

    assertThat(html).doesNotContain("<b>").contains("&lt;b&gt;&amp;&quot;T&apos;");
    assertThat(Pages.rows(page)).contains("<b>&\"T'|1|0|1");
    assertThat(page.getDocumentElement().getTextContent()).contains("failed in 1 min 15 s");
  }

  @Test
  void aRunWithoutFiguresHasAPage() {
    Document page = page(report(summary(RunState.SKIPPED)));

    assertThat(Pages.elements(page, "table")).isEmpty();
    assertThat(Pages.elements(page, "h2"))
        .extracting(Element::getTextContent)
        .containsExactly("What ran");
    assertThat(
            Pages.rows(page(report(summary(RunState.SUCCEEDED).withTable("T", figures(0, 0, 0))))))
        .contains("T|0|0|0");
  }

  @Test
  void hundredsOfTablesAndReasonsAreShown() {
    RunSummary summary = summary(RunState.SUCCEEDED);
    ImmutableMap.Builder<RejectionReason, Long> reasons = ImmutableMap.builder();
    for (int i = 0; i < 200; i++) {
      summary = summary.withTable("Table" + i, figures(i, i, 0));
      reasons.put(new RejectionReason("INTERNAL", "reason " + i), 200L - i);
    }
    RunReport plain = report(summary);
    Document page =
        page(
            new RunReport(
                summary,
                plain.command(),
                plain.databases(),
                plain.launcher(),
                plain.status(),
                plain.message(),
                plain.samples(),
                reasons.buildOrThrow(),
                plain.examples(),
                plain.connections(),
                plain.sections()));

    assertThat(Pages.rows(page))
        .contains("Table199|199|199|0", "total|19,900|19,900|0", "reason 24|INTERNAL|176")
        .contains("175 other reasons||15,400")
        .doesNotContain("reason 25|INTERNAL|175");
  }

  @Test
  void barsAreInProportionToTheGreatest() {
    Document page =
        page(
            report(
                summary(RunState.SUCCEEDED)
                    .withTable("Half", figures(50, 40, 10))
                    .withTable("Whole", figures(100, 100, 0))
                    .withTable("Tiny", figures(0, 0, 0))));

    assertThat(
            Pages.elements(page, "rect").stream()
                .filter(
                    rect -> ((Element) rect.getParentNode()).getAttribute("class").equals("bars")))
        .extracting(rect -> rect.getAttribute("x") + "+" + rect.getAttribute("width"))
        // The last one is that of the rejected records.
        .containsExactly("0.0+40.0", "40.0+10.0", "0.0+100.0", "0.0+100.0");
    assertThat(Bar.width(1, 1_000_000_000)).isEqualTo(0.6);
    assertThat(Bar.width(0, 10)).isZero();
    assertThat(Bar.width(10, 0)).isZero();
  }

  @Test
  void whereDifferencesWereCountedTheBarsShowThem() {
    RunSummary verified =
        summary(RunState.SUCCEEDED)
            .withTable(
                "T",
                Map.of(
                    TableFigure.READ, 1_000_000L,
                    TableFigure.MISSING, 1L,
                    TableFigure.EXTRA, 2L,
                    TableFigure.CHANGED, 3L));
    RunSummary purged =
        summary(RunState.SUCCEEDED)
            .withTable(
                "T",
                Map.of(TableFigure.READ, 5L, TableFigure.DELETED, 4L, TableFigure.CHANGED, 1L));

    assertThat(RunReportPage.drawn(verified))
        .containsExactly(TableFigure.MISSING, TableFigure.EXTRA, TableFigure.CHANGED);
    assertThat(RunReportPage.drawn(purged))
        .containsExactly(TableFigure.DELETED, TableFigure.CHANGED);
  }
}
