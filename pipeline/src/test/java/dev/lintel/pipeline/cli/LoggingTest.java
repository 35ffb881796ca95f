package dev.lintel.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.pipeline.command.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(new PrintStream(err, true, StandardCharsets.UTF_8), Console.Kind.LOG);
  private final Logger log = Logger.getLogger("com.example.deep.Thing");

  @AfterEach
  void restore() throws IOException {
    LogManager.getLogManager().readConfiguration();
  }

  @Test
  void showsWarningsInALineAndNothingBelow() {
    Logging.start(console, Logging.Detail.WARNINGS);

    log.info("chatter");
    log.log(Level.WARNING, "{0} retries\n  so far", 3);
    log.log(Level.SEVERE, "lost it", new IOException("the wire was cut"));

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("WARN Thing: 3 retries so far\nERROR Thing: lost it: the wire was cut\n");
  }

  @Test
  void givenAllDetail_showsInfoAndStackTraces() {
    Logging.start(console, Logging.Detail.ALL);

    log.fine("too much");
    log.info("connected");
    log.log(Level.WARNING, "slow", new IOException("the wire is thin"));

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith(
            "INFO Thing: connected\nWARN Thing: slow\njava.io.IOException: the wire is thin\n")
        .contains("\tat dev.lintel.pipeline.cli.LoggingTest")
        .doesNotContain("too much");
  }

  @Test
  void warningsOfRunnersThatMeanNothingAreLeftOut() {
    Logging.start(console, Logging.Detail.ALL);

    log.warning("Job is not finished in 5 seconds");
    log.warning("Failed to match temporary files under: [/tmp/x/].");
    log.warning("Job is late");

    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("WARN Thing: Job is late\n");
  }
}
