package dev.lintel.transforms;

import dev.lintel.connection.SpannerConnection;
import dev.lintel.schema.DatabaseSchema;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schema with which each step began to write in this process. It outlives the instances of the
 * step: a runner replaces one that has failed, and the next one must not take what was dropped
 * meanwhile for something that never existed. Thread-safe.
 */
final class FirstSchemas {
  private final ConcurrentHashMap<String, DatabaseSchema> byStep = new ConcurrentHashMap<>();

  static FirstSchemas of(SpannerConnection connection) {
    return connection.attached(FirstSchemas.class, FirstSchemas::new);
  }

  /** Returns the schema with which the step began: this one if it begins now. */
  DatabaseSchema get(String step, DatabaseSchema current) {
    DatabaseSchema first = byStep.putIfAbsent(step, current);
    return first == null ? current : first;
  }
}
