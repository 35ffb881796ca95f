package dev.lintel.pipeline.lineage;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Of which datasets the figures of what a run has read are.
 *
 * @param database the resource name of the database whose tables they are of; empty for none
 * @param isOfFiles whether a row of the summary, by its name, counts what was read of files, if
 *     files were read
 */
public record ReadFigures(Optional<String> database, Predicate<String> isOfFiles) {

  /** A database and files of which each row of the summary names a table. */
  public static ReadFigures of(String database) {
    return new ReadFigures(Optional.of(database), name -> true);
  }
}
