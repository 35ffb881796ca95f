package dev.lintel.transforms;

import dev.lintel.connection.SpannerConnection;
import dev.lintel.schema.DatabaseSchema;
import dev.lintel.schema.SchemaReader;
import java.time.Duration;

/** The schema of a database, read by one caller for all writers of the process. Thread-safe. */
@FunctionalInterface
interface CurrentSchema {

  /** For rows that nothing is wrong with: as long as the connection keeps a fact. */
  Duration AT_LEISURE = Duration.ofMinutes(5);

  /** For rows that name what the schema at hand does not have. */
  Duration WHEN_SUSPECTED = Duration.ofSeconds(1);

  /** Returns the schema, read at most that long ago. */
  DatabaseSchema notOlderThan(Duration age) throws InterruptedException;

  static CurrentSchema of(SpannerConnection connection) {
    return age ->
        connection.recent(
            DatabaseSchema.class, age, self -> SchemaReader.read(self.databaseClient()));
  }
}
