package dev.lintel.pipeline.formats;

import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.records.InputShape;

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
}
