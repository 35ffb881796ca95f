package dev.lintel.pipeline.exports;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.transforms.ReadSpec;
import java.io.Serializable;
import java.util.Optional;
import org.apache.avro.Schema;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One table of an export, or the result of its query.
 *
 * @param name as the database spells it
 * @param stem what the names of its files begin with
 * @param columns those that are written, in their order: all that are not generated; empty for a
 *     table that has no others, whose rows cannot be written
 * @param avroSchema the schema of its rows, with all that Google's format says of a table
 * @param read how the rows are read
 * @param windowOrNull which rows; null for all of them
 * @param watermarkColumnOrNull the commit-timestamp column by which a later export can find the
 *     rows that were written since; null if there is no such column
 */
record ExportTable(
    String name,
    String stem,
    ImmutableList<Type.StructField> columns,
    String avroSchema,
    ReadSpec read,
    @Nullable Since windowOrNull,
    @Nullable String watermarkColumnOrNull)
    implements Serializable {

  /**
   * Rows that were written after a time.
   *
   * @param column the commit-timestamp column
   * @param time RFC 3339 in UTC
   */
  record Since(String column, String time) implements Serializable {}

  /** The same table, whose files have other names. */
  ExportTable withStem(String other) {
    return new ExportTable(
        name, other, columns, avroSchema, read, windowOrNull, watermarkColumnOrNull);
  }

  Optional<Since> window() {
    return Optional.ofNullable(windowOrNull);
  }

  Optional<String> watermarkColumn() {
    return Optional.ofNullable(watermarkColumnOrNull);
  }

  Schema schema() {
    return new Schema.Parser().parse(avroSchema);
  }
}
