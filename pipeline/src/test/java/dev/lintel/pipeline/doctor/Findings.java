package dev.lintel.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;

/** Assertions on the findings of {@code ./lintel doctor}. */
final class Findings {
  private Findings() {}

  /** Asserts that exactly these problems were printed, and that the status is that of a failure. */
  static void assertProblems(CommandRun run, String... lines) {
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out().lines().filter(line -> line.startsWith("PROBLEM")))
        .as(run.out())
        .containsExactlyInAnyOrder(lines);
  }

  static void assertNoProblem(CommandRun run) {
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.out()).doesNotContain("PROBLEM");
    assertThat(run.err()).isEmpty();
  }
}
