package dev.lintel.pipeline.formats;

import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.records.InputShape;
import java.util.Optional;

/**
 * What the records of the files of one input look like, in a form that travels to the workers.
 *
 * @param <R> a record
 */
public interface FileShape<R> extends InputShape {

  /** The format of the files. */
  Format format();

  /** Opens one of the files. */
  ShapedFile<R> open(DataFile file);

  /**
   * A field, for a message, that cannot be written in that format field by field, because something
   * within it would get lost.
   */
  default Optional<String> lostIn(Format output) {
    return Optional.empty();
  }
}
