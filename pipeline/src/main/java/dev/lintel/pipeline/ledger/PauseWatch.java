package dev.lintel.pipeline.ledger;

import com.google.cloud.spanner.SpannerException;
import dev.lintel.connection.ConnectionFailedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks whether a job is paused, once in an interval for all threads that want to know. Thread-safe.
 */
final class PauseWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PauseWatch.class);

  /** Asks the ledger. */
  @FunctionalInterface
  interface Question {
    boolean isPaused() throws InterruptedException;
  }

  /** Measures time and waits; tests use their own. */
  interface Time {
    long nanoTime();

    void pause(Duration duration) throws InterruptedException;

    /** The time of the system. */
    Time SYSTEM =
        new Time() {
          @Override
          public long nanoTime() {
            return System.nanoTime();
          }

          @Override
          public void pause(Duration duration) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
          }
        };
  }

  private final String jobKey;
  private final Question question;
  private final Duration interval;
  private final Time time;
  private boolean asked;
  private long askedAt;
  private boolean paused;

  PauseWatch(String jobKey, Question question, Duration interval, Time time) {
    this.jobKey = jobKey;
    this.question = question;
    this.interval = interval;
    this.time = time;
  }

  /** Returns as soon as the job is not paused. */
  void await() throws InterruptedException {
    while (isPaused()) {
      time.pause(interval);
    }
  }

  private synchronized boolean isPaused() throws InterruptedException {
    if (asked && time.nanoTime() - askedAt < interval.toNanos()) {
      return paused;
    }
    boolean before = paused;
    try {
      paused = question.isPaused();
    } catch (SpannerException | ConnectionFailedException e) {
      LOG.warn(
          "The ledger does not say whether {} is paused, so it {}: {}",
          jobKey,
          paused ? "stays paused" : "goes on",
          e.getMessage());
    }
    asked = true;
    askedAt = time.nanoTime();
    if (paused != before) {
      LOG.info(
          paused ? "{} is paused: nothing is deleted until it is resumed" : "{} goes on", jobKey);
    }
    return paused;
  }
}
