package dev.lintel.pipeline.ledger;

import com.google.cloud.spanner.Dialect;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.emulator.SpannerDatabase;

/** The same in the other dialect. */
@SpannerDatabase(dialect = Dialect.POSTGRESQL)
class RunLedgerPostgresIT extends RunLedgerIT {
  RunLedgerPostgresIT(EmulatorDatabase database) {
    super(database);
  }
}
