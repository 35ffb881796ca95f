package dev.lintel.transforms;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The clock that retries go by, and their pauses; tests bring their own. */
interface RetryClock {

  /** Nanoseconds that only ever grow; only differences mean anything. */
  long nanoTime();

  void pause(Duration duration) throws InterruptedException;

  /** The real one. */
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
