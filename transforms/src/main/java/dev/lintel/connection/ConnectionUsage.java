package dev.lintel.connection;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the connections of one registry add up while they are used. Thread-safe.
 *
 * @param waits how often a caller had to wait for a limit
 * @param waitNanos how long callers waited
 * @param calls the calls of the clients
 */
record ConnectionUsage(LongAdder waits, LongAdder waitNanos, CallCounter calls) {
  ConnectionUsage() {
    this(new LongAdder(), new LongAdder(), new CallCounter());
  }
}
