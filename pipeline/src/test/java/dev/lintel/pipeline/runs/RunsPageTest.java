package dev.lintel.pipeline.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.lintel.pipeline.ledger.LastGoodRun;
import dev.lintel.pipeline.ledger.RecordedRun;
import dev.lintel.pipeline.ledger.RecordedRun.State;
import dev.lintel.pipeline.report.HtmlWriter;
import dev.lintel.pipeline.report.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class RunsPageTest {

  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  private static RecordedRun run(String jobKey, State state, int hoursAgo, long written) {
    Instant start = NOW.minus(Duration.ofHours(hoursAgo));
    boolean counts = state == State.SUCCEEDED;
    return new RecordedRun(
        jobKey,
        "2026-11-24T18-00-54Z-4f0c",
        "export",
        state,
        start,
        state == State.RUNNING ? Optional.empty() : Optional.of(start.plusSeconds(90)),
        counts ? OptionalLong.of(written) : OptionalLong.empty(),
        counts ? OptionalLong.of(written / 10) : OptionalLong.empty(),
        Optional.empty(),
        state == State.FAILED ? Optional.of("no <table> \"T\" & more") : Optional.empty(),
        "{}",
        "launcher",
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private static FreshnessReport freshness(String jobKey, int hours, String maxAge) {
    return new FreshnessReport(
        ImmutableList.of(
            new LastGoodRun(jobKey, Optional.of(NOW.minus(Duration.ofHours(hours))), NOW)),
        Optional.of(Duration.parse(maxAge)));
  }

  private static String of(List<RecordedRun> runs, FreshnessReport freshness) {
    return RunsPage.of(
        "projects/p/instances/i/databases/d",
        new History(
            ImmutableList.copyOf(runs),
            ImmutableSortedMap.of("other", NOW.minusSeconds(3600)),
            freshness,
            NOW));
  }

  @Test
  void showsEachKeyWithItsRuns_theNewestFirst_andHowFreshItIs() {
    List<RecordedRun> runs =
        List.of(
            run("nightly", State.RUNNING, 1, 0),
            run("other", State.SUCCEEDED, 2, 5),
            run("nightly", State.FAILED, 3, 0),
            run("nightly", State.SKIPPED, 4, 0),
            run("nightly", State.SUCCEEDED, 26, 1000));

    String html = of(runs, freshness("nightly", 26, "PT25H"));
    Document page = Pages.parse(html);

    assertThat(Pages.elements(page, "h2"))
        .extracting(Element::getTextContent)
        .containsExactly("Freshness", "nightly", "other");
    assertThat(Pages.rows(page))
        .contains("nightly|2026-11-24 06:00:00 UTC|26 h ago|too old")
        .containsSubsequence(
            "2026-11-25 07:00:00|RUNNING|-|–|–||2026-11-24T18-00-54Z-4f0c",
            "2026-11-25 05:00:00|FAILED|1 min 30 s|–|–|no <table> \"T\" & more"
                + "|2026-11-24T18-00-54Z-4f0c",
            "2026-11-25 04:00:00|SKIPPED|-|–|–||2026-11-24T18-00-54Z-4f0c",
            "2026-11-24 06:00:00|SUCCEEDED|1 min 30 s|1,000|100||2026-11-24T18-00-54Z-4f0c");
    assertThat(html)
        .contains("Paused since 2026-11-25 07:00:00 UTC.")
        .contains("export: last good run 26 h ago", "class=\"message\"")
        .contains("1 running, 1 succeeded, 1 failed, 1 skipped; the newest is on the right")
        .doesNotContain("<table> \"T\"");
    assertThat(of(runs, freshness("nightly", 24, "PT25H"))).contains("class=\"message good\"");
  }

  @Test
  void withoutRunsItSaysSo() {
    Document page =
        Pages.parse(of(List.of(), new FreshnessReport(ImmutableList.of(), Optional.empty())));

    assertThat(page.getDocumentElement().getTextContent()).contains("No runs are recorded");
  }

  @Test
  void aThousandRunsAreListed_andTheNewestAreDrawn() {
    List<RecordedRun> runs = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      runs.add(run("nightly", i % 7 == 3 ? State.FAILED : State.SUCCEEDED, i, i));
    }
    Document page = Pages.parse(of(runs, freshness("nightly", 0, "PT1H")));

    assertThat(Pages.rows(page)).hasSize(1000 + 2 + 1);
    RunsChart wide = RunsChart.wide(runs, NOW);
    assertThat(wide.drawn()).hasSizeBetween(100, 150).last().isEqualTo(runs.get(0));
    assertThat(RunsChart.narrow(runs, NOW).drawn()).hasSizeBetween(30, 60);
    var html = new HtmlWriter();
    wide.writeTo(html, "a", "wide");
    var edges =
        Pattern.compile(
                "<rect [^>]*x=\"([\\d.]+)\" y=\"([\\d.]+)\" width=\"([\\d.]+)\""
                    + " height=\"([\\d.]+)\"")
            .matcher(html.toString());
    int bars = 0;
    while (edges.find()) {
      bars++;
      assertThat(Double.parseDouble(edges.group(1)) + Double.parseDouble(edges.group(3)))
          .isLessThanOrEqualTo(960);
      assertThat(Double.parseDouble(edges.group(2)) + Double.parseDouble(edges.group(4)))
          .isLessThanOrEqualTo(300);
    }
    assertThat(bars).isGreaterThan(200);
  }

  @Test
  void oneRunAndARunWithoutRowsAreDrawn() {
    for (State state : State.values()) {
      Document page = Pages.parse(of(List.of(run("k", state, 0, 0)), freshness("k", 1, "PT1H")));
      assertThat(Pages.elements(page, "svg")).isNotEmpty();
    }
  }
}
