package dev.lintel.pipeline.doctor;

import com.google.common.base.Strings;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The findings, each printed as soon as it is added. One that several jobs share is printed once.
 * Not thread-safe.
 */
final class DoctorReport {
  private static final int STATUS_WIDTH = CheckStatus.NOT_CHECKED.text().length();

  private final PrintStream out;
  private final Set<Finding> findings = new LinkedHashSet<>();

  DoctorReport(PrintStream out) {
    this.out = out;
  }

  void add(Finding finding) {
    if (findings.add(finding)) {
      String status = Strings.padEnd(finding.status().text(), STATUS_WIDTH, ' ');
      out.println("%s  %s: %s".formatted(status, finding.subject(), finding.text()));
      out.flush();
    }
  }

  boolean hasProblem() {
    return count(CheckStatus.PROBLEM) > 0;
  }

  /** Prints how many there were with each status. */
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

  private long count(CheckStatus status) {
    return findings.stream().filter(finding -> finding.status() == status).count();
  }
}
