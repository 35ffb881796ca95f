package dev.lintel.transforms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lintel.schema.DatabaseSchema;
import java.time.Duration;

/**
 * The schema with which each step began to write in this process. It outlives the instances of the
 * step, and their connection: a runner replaces an instance that has failed, and the next one must
 * not take what was dropped meanwhile for something that never existed. Thread-safe.
 */
final class FirstSchemas {
  /** Longer than runners wait before they try again. */
  private static final Duration KEPT = Duration.ofDays(1);

  /** A process that runs one pipeline after the other does not keep the schemas of all of them. */
  private static final int MOST_STEPS = 100;

  private static final Cache<String, DatabaseSchema> BY_STEP =
      Caffeine.newBuilder()
          .maximumSize(MOST_STEPS)
          .expireAfterAccess(KEPT)
          .executor(Runnable::run)
          .build();

  private FirstSchemas() {}

  /** Returns the schema with which the step began: this one if it begins now. */
  static DatabaseSchema get(String step, DatabaseSchema current) {
    return BY_STEP.get(step, unused -> current);
  }
}
