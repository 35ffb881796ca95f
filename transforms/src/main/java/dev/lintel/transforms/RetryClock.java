package dev.lintel.transforms;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Measures time and pauses for {@link Retry}; tests use their own. */
interface RetryClock {

  /** Returns nanoseconds that never decrease; only differences have a meaning. */
  long nanoTime();

  /** Blocks for that long. */
  void pause(Duration duration) throws InterruptedException;

  /** The clock of the system. */
  RetryClock SYSTEM =
      new RetryClock() {
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
