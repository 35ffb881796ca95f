package dev.lintel.pipeline.doctor;

import com.google.common.base.Strings;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The findings, printed as they come; one that several jobs have in common comes once. Not
 * thread-safe.
 */
final class DoctorReport {
  private static final int MARK_WIDTH = CheckStatus.NOT_CHECKED.text().length();

  private final PrintStream out;
  private final Set<Finding> findings = new LinkedHashSet<>();

  DoctorReport(PrintStream out) {
    this.out = out;
  }

  void add(Finding finding) {
    if (findings.add(finding)) {
      String mark = Strings.padEnd(finding.mark().text(), MARK_WIDTH, ' ');
      out.println("%s  %s: %s".formatted(mark, finding.subject(), finding.text()));
      out.flush();
    }
  }

  boolean hasProblem() {
    return count(CheckStatus.PROBLEM) > 0;
  }

  /** Prints how many there were of each mark. */
  void end() {
    out.println(
        "%d ok, %d %s, %d not checked"
            .formatted(
                count(CheckStatus.OK),
                count(CheckStatus.PROBLEM),
                count(CheckStatus.PROBLEM) == 1 ? "problem" : "problems",
                count(CheckStatus.NOT_CHECKED)));
    out.flush();
  }

  private long count(CheckStatus mark) {
    return findings.stream().filter(finding -> finding.mark() == mark).count();
  }
}
