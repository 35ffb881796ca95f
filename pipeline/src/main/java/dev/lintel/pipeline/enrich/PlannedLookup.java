package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One lookup, checked against the database.
 *
 * @param name its name in messages and figures
 * @param table as the database spells it
 * @param indexOrNull the index that is used; null for the primary key
 * @param keyPositions where the values of its key are in the Struct, in the order of the key
 * @param columns the columns of a row that are read
 * @param added the fields that are added to a record
 */
record PlannedLookup(
    String name,
    String table,
    @Nullable String indexOrNull,
    ImmutableList<Integer> keyPositions,
    ImmutableList<String> columns,
    ImmutableList<Added> added,
    MissingPolicy whenMissing)
    implements Serializable {

  /**
   * A field that is added.
   *
   * @param field its name
   * @param column where its value is among the columns that are read
   */
  record Added(String field, int column, Type type) implements Serializable {}
}
