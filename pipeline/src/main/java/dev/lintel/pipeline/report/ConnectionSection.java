package dev.lintel.pipeline.report;

import dev.lintel.connection.CallStatistics;
import dev.lintel.connection.ConnectionStatistics;
import dev.lintel.pipeline.command.Elapsed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The connections that a run has opened, and its calls to Spanner. */
final class ConnectionSection {
  private ConnectionSection() {}

  static ReportSection of(ConnectionStatistics statistics) {
    List<ReportPart> parts = new ArrayList<>();
    parts.add(
        new Paragraph(
            statistics.opened() == 0
                ? "The run opened no connection: it used one that was open already, or none."
                : "Connections opened: %s.".formatted(Figures.number(statistics.opened()))));
    if (!statistics.openedByDatabase().isEmpty()) {
      var byDatabase =
          ReportTable.of("Connections opened of each database").codes("database").numbers("opened");
      statistics.openedByDatabase().forEach(byDatabase::row);
      parts.add(byDatabase.build());
    }
    if (!statistics.calls().isEmpty()) {
      var calls =
          ReportTable.of("Calls to Spanner by method")
              .codes("method")
              .numbers("calls", "failed")
              .labels("sent", "received", "time in calls", "time a call")
              .bars("calls");
      statistics.calls().entrySet().stream()
          .sorted(
              Map.Entry.comparingByValue(
                  Comparator.comparingLong(CallStatistics::calls).reversed()))
          .forEach(entry -> addCalls(calls, entry.getKey(), entry.getValue()));
      parts.add(calls.build());
    }
    if (statistics.waits() > 0) {
      parts.add(
          new Paragraph(
              "%s times a request waited because the limit of requests in flight was reached, %s in all."
                  .formatted(
                      Figures.number(statistics.waits()), Elapsed.words(statistics.waitTime()))));
    }
    return new ReportSection("Connections and calls", parts);
  }

  private static void addCalls(ReportTable.Builder table, String method, CallStatistics calls) {
    table.row(
        method,
        calls.calls(),
        calls.failed(),
        Figures.bytes(calls.sentBytes()),
        Figures.bytes(calls.receivedBytes()),
        Elapsed.words(calls.time()),
        calls.calls() == 0 ? "–" : Figures.millis(calls.time().dividedBy(calls.calls())));
  }
}
