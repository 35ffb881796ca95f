package dev.lintel.pipeline.purge;

import com.google.common.collect.ImmutableList;
import java.io.Serializable;

/**
 * Rows of a table may depend on rows of another, which cannot be deleted without them. Tables are
 * given by their numbers in {@link RelatedTables}.
 *
 * @param on the table whose rows are needed
 * @param from the table whose rows need them
 * @param isFollowed whether the dependent rows are deleted, too; otherwise they stand in the way
 * @param columns of the dependent table
 * @param needed the columns of the needed table that have the same values
 * @param name the foreign key; empty for interleaved tables
 */
record Dependency(
    int on,
    int from,
    Kind kind,
    boolean isFollowed,
    ImmutableList<String> columns,
    ImmutableList<String> needed,
    String name)
    implements Serializable {

  /** What the database does when the needed row is deleted. */
  enum Kind {
    /** It deletes the interleaved rows. */
    CASCADE,
    /** It refuses to delete a row with interleaved rows. */
    NO_ACTION,
    /** There is a foreign key, and it refuses, or deletes the rows. */
    REFERENCE
  }

  boolean isInterleaved() {
    return kind != Kind.REFERENCE;
  }

  Dependency notFollowed() {
    return new Dependency(on, from, kind, false, columns, needed, name);
  }
}
