package dev.lintel.benchmarks;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerEmulator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Two databases with the same rows.
 *
 * @param expected the reference
 * @param actual the database that is compared with it
 */
record EqualDatabases(EmulatorDatabase expected, EmulatorDatabase actual) {

  private static final Map<SpannerEmulator, EqualDatabases> BY_EMULATOR = new ConcurrentHashMap<>();

  /** Returns databases of an emulator with these rows; only the first call writes them. */
  static EqualDatabases of(SpannerEmulator emulator, SampleRows rows) {
    return BY_EMULATOR.computeIfAbsent(
        emulator, unused -> new EqualDatabases(database(emulator, rows), database(emulator, rows)));
  }

  private static EmulatorDatabase database(SpannerEmulator emulator, SampleRows rows) {
    EmulatorDatabase database =
        emulator.createDatabase(Dialect.GOOGLE_STANDARD_SQL, SampleRows.DDL);
    new PlainClient().write(rows, database);
    return database;
  }
}
