package dev.lintel.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/** Makes limits of requests for tests of other packages. */
public final class Limits {
  private Limits() {}

  /** Returns a limit of ten requests, which run by that executor. */
  public static InFlightLimit of(Executor executor) {
    return new InFlightLimit(10, 1 << 20, executor, new LongAdder(), new LongAdder());
  }
}
