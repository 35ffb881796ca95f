package dev.lintel.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Lets the responses of a server through, until a given number of them went to given processes;
 * then holds back theirs, so that a test can act while calls are under way. Thread-safe.
 */
final class Gate {

  private Set<Long> processes = Set.of();
  private Set<String> methods = Set.of();
  private long left;
  private boolean holding;
  private CountDownLatch reached = new CountDownLatch(0);
  private final List<Runnable> held = new ArrayList<>();

  /**
   * Closes after some more responses.
   *
   * @param ofProcesses whose responses are counted and held back
   * @param ofMethods the bare names of the RPCs whose responses are
   */
  synchronized CountDownLatch closeAfter(
      long responses, Set<Long> ofProcesses, Set<String> ofMethods) {
    processes = Set.copyOf(ofProcesses);
    methods = Set.copyOf(ofMethods);
    left = responses;
    holding = false;
    reached = new CountDownLatch(1);
    return reached;
  }

  /** Lets everything through, also what was held back. */
  void open() {
    List<Runnable> all;
    synchronized (this) {
      processes = Set.of();
      holding = false;
      all = List.copyOf(held);
      held.clear();
    }
    all.forEach(Gate::run);
  }

  /** Sends a response, now or when the gate is opened. */
  void pass(long process, String method, Runnable send) {
    synchronized (this) {
      if (processes.contains(process) && methods.contains(method)) {
        if (holding) {
          held.add(send);
          return;
        }
        left--;
        if (left <= 0) {
          holding = true;
          reached.countDown();
        }
      }
    }
    run(send);
  }

  /** Ends a call after its last response. */
  void passEnd(long process, String method, Runnable end) {
    synchronized (this) {
      if (holding && processes.contains(process) && methods.contains(method)) {
        held.add(end);
        return;
      }
    }
    run(end);
  }

  private static void run(Runnable send) {
    try {
      send.run();
    } catch (IllegalStateException e) {
      // The caller has gone.
    }
  }
}
