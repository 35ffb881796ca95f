package dev.lintel.pipeline.verify;

import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A difference between the schemas of one table. Immutable.
 *
 * @param table the table's name, as the reference spells it if it has the table
 * @param part what of the table differs
 * @param name the column, index or constraint; empty for the table itself and its key
 * @param expected what the reference has; null if it lacks the part
 * @param actual what the checked database has; null if it lacks the part
 */
record SchemaDifference(
    String table, Part part, String name, @Nullable String expected, @Nullable String actual) {

  /** What can differ. */
  enum Part {
    TABLE(true),
    COLUMN(true),
    TYPE(true),
    KEY(true),
    KEY_DIRECTION(false),
    LENGTH(false),
    NULLABILITY(false),
    DEFAULT(false),
    INTERLEAVING(false),
    INDEX(false),
    FOREIGN_KEY(false),
    CHECK(false);

    private final boolean fatal;

    Part(boolean fatal) {
      this.fatal = fatal;
    }

    /** The name in files and messages. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Whether the rows of the table cannot be compared because of it. */
  boolean isFatal() {
    return part.fatal;
  }

  /** The difference in words, without the consequence. */
  String describe() {
    if (part == Part.TABLE) {
      return table + ": the table is " + presence();
    }
    return "%s: %s is %s"
        .formatted(
            table,
            name.isEmpty() ? part.text() : part.text() + " " + name,
            expected == null || actual == null
                ? presence()
                : "%s, and %s in the reference".formatted(actual, expected));
  }

  private String presence() {
    return actual == null ? "missing" : "not in the reference";
  }
}
