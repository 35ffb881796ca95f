package dev.lintel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir private Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Bench.run(
        args,
        home,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void aWrongArgument_endsWithStatus2AndTouchesNothing() {
    assertThat(run("--only=nonsense")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("bench: --only=nonsense: no such pairing; there are write,")
        .hasLineCount(1);
    assertThat(out.size()).isZero();
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void help_isPrintedAndTheRestIgnored() {
    assertThat(run("--only=nonsense", "--help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(BenchArguments.usage());
    assertThat(err.size()).isZero();
  }

  @Test
  void aRepositoryWithoutThePage_isReportedBeforeAnythingIsMeasured() {
    assertThat(run("--only=coder")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("bench: cannot read docs/performance.md, which shows the results: ")
        .hasLineCount(1);
    assertThat(home).isEmptyDirectory();
  }
}
