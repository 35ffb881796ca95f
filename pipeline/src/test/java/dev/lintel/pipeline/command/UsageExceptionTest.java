package dev.lintel.pipeline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsageExceptionTest {

  @Test
  void keepsEachProblemAndItsMessageHasAll() {
    UsageException e = new UsageException(List.of("no table A", "no table B"));

    assertThat(e.problems()).containsExactly("no table A", "no table B");
    assertThat(e).hasMessage("no table A; no table B");
  }

  @Test
  void givenNoProblem_isRefused() {
    assertThatThrownBy(() -> new UsageException(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a usage error needs a problem");
  }
}
