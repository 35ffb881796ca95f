package dev.lintel.pipeline.report;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.summary.RejectionReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rejected records by reason. */
public final class RejectionSection {

  /** So many reasons are listed; what comes after them is rare. */
  public static final int MOST_REASONS = 25;

  private RejectionSection() {}

  /**
   * The section.
   *
   * @param failed how many records were rejected, by the figures of the tables
   * @param reasons how many were, by reason, the most frequent first
   * @param examples records as they were written
   */
  static ReportSection of(
      long failed,
      ImmutableMap<RejectionReason, Long> reasons,
      ImmutableListMultimap<RejectionReason, String> examples) {
    List<ReportPart> parts = new ArrayList<>();
    parts.add(new Paragraph("In a message, … stands for what differs from record to record."));
    var table =
        ReportTable.of("Rejected records by reason")
            .texts("reason")
            .labels("code")
            .numbers("records")
            .bars("records")
            .withTotals();
    long shown = 0;
    long rare = 0;
    int number = 0;
    for (Map.Entry<RejectionReason, Long> reason : reasons.entrySet()) {
      number++;
      if (number <= MOST_REASONS) {
        table.row(reason.getKey().message(), reason.getKey().errorCode(), reason.getValue());
      } else {
        rare += reason.getValue();
      }
      shown += reason.getValue();
    }
    if (rare > 0) {
      table.row("%d other reasons".formatted(number - MOST_REASONS), "", rare);
    }
    if (failed > shown) {
      table.row("no reason was recorded", "", failed - shown);
    }
    parts.add(table.build());
    for (RejectionReason reason : reasons.keySet()) {
      if (examples.containsKey(reason)) {
        parts.add(
            new Paragraph("Rejected with %s, %s:".formatted(reason.errorCode(), reason.message())));
        examples.get(reason).forEach(example -> parts.add(new Preformatted(example)));
      }
    }
    return new ReportSection("Rejected records", parts);
  }
}
