package dev.lintel.pipeline.files;

import java.util.Optional;

/**
 * One record of a file, as it was read: a row, or one that is not well formed.
 *
 * @param <R> a row: fields, a JSON object, an Avro record
 */
public sealed interface FileRecord<R> {

  SourcePosition position();

  /** The exact text of the record, without its line break; empty if the file is not text. */
  Optional<RawText> raw();

  /** A record that could be read. Its values may still not fit the table. */
  record Row<R>(R row, SourcePosition position, Optional<RawText> raw) implements FileRecord<R> {}

  /**
   * A record that could not be read.
   *
   * @param problem what is wrong with it, for a person
   */
  record Malformed<R>(String problem, SourcePosition position, Optional<RawText> raw)
      implements FileRecord<R> {}
}
