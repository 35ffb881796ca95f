package dev.lintel.transforms;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Measures time and pauses for {@link Retry}; tests use their own. */
interface RetryClock {

  /** Returns nanoseconds that never decrease; only differences have a meaning. */
  long nanoTime();

  /** Blocks for that long, or until the gRPC context of this thread is cancelled. */
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
          var cancelled = new CountDownLatch(1);
          Context.CancellationListener listener = context -> cancelled.countDown();
          Context context = Context.current();
          context.addListener(listener, Runnable::run);
          try {
            cancelled.await(duration.toNanos(), TimeUnit.NANOSECONDS);
          } finally {
            context.removeListener(listener);
          }
        }
      };
}
