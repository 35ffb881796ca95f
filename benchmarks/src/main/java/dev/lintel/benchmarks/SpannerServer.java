package dev.lintel.benchmarks;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.emulator.EmulatorDatabase;
import dev.lintel.schema.DatabaseSchema;
import java.util.Optional;

/** A server that the sides of a pairing work on. */
interface SpannerServer {

  /** Returns the name in the results. */
  String name();

  /** Creates a database with the empty table of {@link SampleRows}. */
  EmulatorDatabase newDatabase();

  /** Creates a database with these rows. */
  default EmulatorDatabase newDatabase(SampleRows rows) {
    EmulatorDatabase database = newDatabase();
    new PlainClient().write(rows, database);
    return database;
  }

  /** Returns the schema if the server cannot be asked for it. */
  default Optional<DatabaseSchema> knownSchema() {
    return Optional.empty();
  }

  /** Returns Lintel's configuration for a database of this server. */
  default ConnectionConfig configOf(EmulatorDatabase database) {
    return LintelConfig.of(database);
  }

  void drop(EmulatorDatabase database);
}
