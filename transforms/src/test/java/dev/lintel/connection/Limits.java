package dev.lintel.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/** The limits of a process, for tests of other packages. */
public final class Limits {
  private Limits() {}

  /** Returns a limit of ten requests, which run by that executor. */
  public static InFlightLimit of(Executor executor) {
    return new InFlightLimit(10, 1 << 20, executor, new LongAdder(), new LongAdder());
  }

  /** Returns how many commits wait until fewer are in flight on that connection. */
  public static int waiting(SpannerConnection connection) {
    return connection.commits().waiting();
  }

  /** Returns how many bytes the process buffers for the database of that connection. */
  public static long bufferedBytes(SpannerConnection connection) {
    return connection.buffers().used();
  }
}
