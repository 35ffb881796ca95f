package dev.lintel.pipeline.ledger;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;

/** The same in the other dialect. */
@SpannerDatabase(dialect = Dialect.POSTGRESQL)
class PausesPostgresIT extends PausesIT {
  PausesPostgresIT(EmulatorDatabase database) {
    super(database);
  }
}
