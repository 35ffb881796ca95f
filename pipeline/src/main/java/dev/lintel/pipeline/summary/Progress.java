package dev.lintel.pipeline.summary;

import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Environment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.apache.beam.sdk.PipelineResult;

/**
 * Shows the progress of a running pipeline: on a terminal a line that is rewritten in place, in a
 * log a line every few seconds.
 */
public final class Progress {

  /**
   * Rows so far. Rows read are always shown, the other numbers only if they are not 0.
   *
   * @param read rows read from files or tables
   * @param written rows written to files or tables
   * @param failed rows that were rejected
   * @param readShare the share of the input that was read, from 0 to 1, if it is known and all of
   *     it is to be written
   */
  public record Counts(long read, long written, long failed, OptionalDouble readShare) {

    /** Rows of an input of unknown size. */
    public Counts(long read, long written, long failed) {
      this(read, written, failed, OptionalDouble.empty());
    }

    /** The rows that are done with: written or rejected, if that is known to be the aim. */
    private long processed() {
      return readShare.isPresent() ? written + failed : Math.max(read, written);
    }

    /**
     * About the share of the job that is done. What is read may still have to be written, so it
     * follows what is written; how many rows there will be is known only from the share that was
     * read.
     */
    private OptionalDouble doneShare() {
      return readShare.isEmpty() || readShare.getAsDouble() == 0 || read == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.min(1, processed() * readShare.getAsDouble() / read));
    }
  }

  private static final Duration FREQUENT = Duration.ofMillis(500);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

  /** Less does not show how long the rest will take. */
  private static final double LEAST_SHARE = 0.02;

  private final Console console;
  private final String job;
  private final InstantSource clock;
  private final Duration lookInterval;
  private final Duration countInterval;

  private Progress(
      Console console,
      String job,
      InstantSource clock,
      Duration lookInterval,
      Duration countInterval) {
    this.console = console;
    this.job = job;
    this.clock = clock;
    this.lookInterval = lookInterval;
    this.countInterval = countInterval;
  }

  /** Looks at the pipeline twice a second, and asks for the counts as often as it shows them. */
  public static Progress of(Environment environment, String job) {
    Console console = environment.console();
    return new Progress(console, job, InstantSource.system(), FREQUENT, showInterval(console));
  }

  /** Asks for the counts twice a second, however often they are shown. */
  public Progress withFrequentCounts() {
    return new Progress(console, job, clock, FREQUENT, FREQUENT);
  }

  /** Looks at the pipeline only when it shows the counts. */
  public Progress withFewLooks() {
    return new Progress(console, job, clock, countInterval, countInterval);
  }

  Progress withClock(InstantSource otherClock) {
    return new Progress(console, job, otherClock, lookInterval, countInterval);
  }

  private static Duration showInterval(Console console) {
    return console.kind() == Console.Kind.TERMINAL ? FREQUENT : LOG_INTERVAL;
  }

  /**
   * Waits until a pipeline has ended, and returns its state. The pipeline must have been started
   * without blocking, as the command line starts the direct runner.
   *
   * @param check called from this thread at each look, twice a second without {@link #withFewLooks}
   * @param counts called from this thread, twice a second on a terminal or with {@link
   *     #withFrequentCounts}, and every five seconds otherwise
   * @throws RuntimeException the runner's, if the pipeline failed; or that of {@code check} or
   *     {@code counts}
   */
  public PipelineResult.State await(
      PipelineResult result, Runnable check, Supplier<Counts> counts) {
    Instant start = clock.instant();
    Instant nextCount = start.plus(countInterval);
    Instant nextLine = start.plus(showInterval(console));
    try {
      while (true) {
        PipelineResult.State state =
            result.waitUntilFinish(org.joda.time.Duration.millis(lookInterval.toMillis()));
        // Runners return null if the time is over first.
        if (state != null && state.isTerminal()) {
          return state;
        }
        check.run();
        if (!isDue(nextCount)) {
          continue;
        }
        Counts now = counts.get();
        if (isDue(nextLine)) {
          Instant time = clock.instant();
          show(line(now, Duration.between(start, time)));
          nextLine = time.plus(showInterval(console));
        }
        nextCount = clock.instant().plus(countInterval);
      }
    } finally {
      console.status("");
    }
  }

  private boolean isDue(Instant time) {
    // A wait may end a little early.
    return !clock.instant().plus(lookInterval.dividedBy(2)).isBefore(time);
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
    long processed = counts.processed();
    if (elapsed.toMillis() > 0 && processed > 0) {
      line.append(", ").append(number(processed * 1000 / elapsed.toMillis())).append(" rows/s");
    }
    line.append(", ").append(elapsed.toSeconds()).append(" s");
    counts.doneShare().ifPresent(share -> appendShare(line, share, elapsed));
    return line.toString();
  }

  private static void appendShare(StringBuilder line, double share, Duration elapsed) {
    line.append(", ").append((int) (share * 100)).append(" %");
    if (share >= LEAST_SHARE && share < 1 && elapsed.compareTo(LOG_INTERVAL) >= 0) {
      long left = Math.round(elapsed.toSeconds() * (1 - share) / share);
      line.append(", about ").append(number(left)).append(" s left");
    }
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
