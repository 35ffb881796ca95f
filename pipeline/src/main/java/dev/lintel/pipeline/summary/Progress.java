package dev.lintel.pipeline.summary;

import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.beam.sdk.PipelineResult;

/**
 * Shows how far a running pipeline is: a line that is rewritten in place at a terminal, a line
 * every few seconds in a log.
 */
public final class Progress {

  /**
   * Rows so far. What does not apply to the job stays 0 and is not shown, except what was read.
   *
   * @param read rows read from files or tables
   * @param written rows written to files or tables
   * @param failed rows set aside
   */
  public record Counts(long read, long written, long failed) {}

  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(500);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

  private final Console console;
  private final String job;
  private final InstantSource clock;

  private Progress(Console console, String job, InstantSource clock) {
    this.console = console;
    this.job = job;
    this.clock = clock;
  }

  public static Progress of(Environment environment, String job) {
    return new Progress(environment.console(), job, InstantSource.system());
  }

  Progress withClock(InstantSource otherClock) {
    return new Progress(console, job, otherClock);
  }

  /**
   * Waits until a pipeline has ended, and returns how. The pipeline has to have been started
   * without blocking, as the command line has the direct runner do.
   *
   * @param counts asked about twice a second at a terminal and every five seconds otherwise, from
   *     the calling thread
   * @throws RuntimeException what the runner throws when the pipeline failed
   */
  public PipelineResult.State await(PipelineResult result, Supplier<Counts> counts) {
    Instant start = clock.instant();
    Duration interval = console.kind() == Console.Kind.TERMINAL ? TERMINAL_INTERVAL : LOG_INTERVAL;
    try {
      while (true) {
        PipelineResult.State state =
            result.waitUntilFinish(org.joda.time.Duration.millis(interval.toMillis()));
        // Runners answer null when the time was up first.
        if (state != null && state.isTerminal()) {
          return state;
        }
        show(line(counts.get(), Duration.between(start, clock.instant())));
      }
    } finally {
      console.status("");
    }
  }

  private void show(String line) {
    switch (console.kind()) {
      case TERMINAL -> console.status(line);
      case LOG -> console.line(line);
    }
  }

  private String line(Counts counts, Duration elapsed) {
    StringBuilder line = new StringBuilder(job).append(": ");
    line.append(number(counts.read())).append(" read");
    if (counts.written() > 0) {
      line.append(", ").append(number(counts.written())).append(" written");
    }
    if (counts.failed() > 0) {
      line.append(", ").append(number(counts.failed())).append(" failed");
    }
    long processed = Math.max(counts.read(), counts.written());
    if (elapsed.toMillis() > 0 && processed > 0) {
      line.append(", ").append(number(processed * 1000 / elapsed.toMillis())).append(" rows/s");
    }
    return line.append(", ").append(elapsed.toSeconds()).append(" s").toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
