package dev.lintel.pipeline.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.faults.FaultProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to a database on which calls wait, from some time on, until they are let through. A job
 * that uses it is in the middle of its work for as long. Thread-safe.
 */
public final class HeldCalls implements AutoCloseable {
  private final String method;
  private final int passed;
  private final FaultProxy proxy;
  private final EmulatorDatabase database;
  private final AtomicInteger calls = new AtomicInteger();
  private final CompletableFuture<Void> reached = new CompletableFuture<>();
  private final CountDownLatch open = new CountDownLatch(1);

  private HeldCalls(EmulatorDatabase database, String method, int passed) {
    this.method = method;
    this.passed = passed;
    this.proxy = FaultProxy.start(database.host());
    this.database = proxy.reach(database);
    proxy.watch((called, request) -> hold(called));
  }

  /**
   * Holds every call that comes after so many calls of a method, which are answered.
   *
   * @param method the name of the method without the service
   */
  public static HeldCalls after(EmulatorDatabase database, int passed, String method) {
    return new HeldCalls(database, method, passed);
  }

  private void hold(String called) {
    if (calls.get() >= passed) {
      reached.complete(null);
      Uninterruptibles.awaitUninterruptibly(open);
    } else if (called.equals(method)) {
      calls.incrementAndGet();
    }
  }

  /** Returns the database as it is reached this way. */
  public EmulatorDatabase database() {
    return database;
  }

  /**
   * Waits until a call is held.
   *
   * @param process the one whose call it is, which must not end before
   * @param output its output, for the message
   */
  public void await(Process process, Path output) throws Exception {
    CompletableFuture.anyOf(reached, process.onExit()).get(100, SECONDS);
    assertThat(reached)
        .as("a call after %d of %s%n%s", passed, method, Files.readString(output))
        .isDone();
  }

  /** Lets the calls through, those that are held and those that come. */
  public void letThrough() {
    open.countDown();
  }

  /** Cuts the way off; what is held does not reach the database any more. */
  @Override
  public void close() {
    proxy.close();
    open.countDown();
  }
}
