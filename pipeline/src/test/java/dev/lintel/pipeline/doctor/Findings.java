package dev.lintel.pipeline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.command.ExitStatus;

/** What a doctor's visit has found. */
final class Findings {
  private Findings() {}

  /** Expects these lines among others, and the status that goes with them. */
  static void assertProblems(CommandRun run, String... lines) {
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FAILED);
    assertThat(run.out().lines().filter(line -> line.startsWith("PROBLEM")))
        .as(run.out())
        .containsExactlyInAnyOrder(lines);
  }

  static void assertWell(CommandRun run) {
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.SUCCEEDED);
    assertThat(run.out()).doesNotContain("PROBLEM");
    assertThat(run.err()).isEmpty();
  }
}
