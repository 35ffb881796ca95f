package dev.lintel.benchmarks;

import dev.lintel.emulator.EmulatorDatabase;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets Lintel open a connection for each run, as it would in a process of its own and as the other
 * sides do. Otherwise it would use the one of the run before, which it keeps for a minute.
 */
final class NewConnection {
  private static final AtomicInteger RUNS = new AtomicInteger();

  private NewConnection() {}

  /** Returns the same database at an address that is spelled as none before. */
  static EmulatorDatabase to(EmulatorDatabase database) {
    return new EmulatorDatabase(
        spelled(database.host(), RUNS.incrementAndGet()),
        database.projectId(),
        database.instanceId(),
        database.databaseId(),
        database.dialect());
  }

  /** Host names are the same in upper and lower case. */
  static String spelled(String host, int number) {
    var spelled = new StringBuilder(host.toLowerCase(Locale.ROOT));
    for (int i = 0; i < spelled.length() && i < Integer.SIZE; i++) {
      if ((number >> i & 1) == 1) {
        spelled.setCharAt(i, Character.toUpperCase(spelled.charAt(i)));
      }
    }
    return spelled.toString();
  }
}
