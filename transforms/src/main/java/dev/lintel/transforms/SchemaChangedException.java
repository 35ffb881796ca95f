package dev.lintel.transforms;

/**
 * Thrown when rows cannot be written because somebody changed the schema meanwhile: a table or a
 * column was dropped, or a column was added that every row has to name. No row is at fault, so the
 * bundle fails instead of rejecting its rows.
 */
public final class SchemaChangedException extends IllegalStateException {
  SchemaChangedException(String message) {
    super(message);
  }
}
