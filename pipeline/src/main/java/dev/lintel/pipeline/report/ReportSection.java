package dev.lintel.pipeline.report;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A part of the report of a run under a heading of its own, such as the differences that {@code
 * verify} has found. Texts are plain, and escaped when they are written. Immutable.
 *
 * @param heading a few words
 * @param parts in their order
 */
public record ReportSection(String heading, List<ReportPart> parts) {
  public ReportSection {
    parts = ImmutableList.copyOf(parts);
  }

  public static ReportSection of(String heading, ReportPart... parts) {
    return new ReportSection(heading, ImmutableList.copyOf(parts));
  }
}
