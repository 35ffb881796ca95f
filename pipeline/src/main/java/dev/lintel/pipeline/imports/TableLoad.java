package dev.lintel.pipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.formats.Format;
import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Files of one format that are loaded into one table.
 *
 * @param tableOrNull the table; null for rejected records, which name theirs
 * @param formatOrNull the format of the files; null for rejected records
 * @param columns the columns in the order of the files; empty for those of a header, or else of the
 *     table
 * @param files whole names, as the file system gave them
 * @param rows how many rows each of the files has, if an export says so
 */
record TableLoad(
    @Nullable String tableOrNull,
    @Nullable Format formatOrNull,
    ImmutableList<String> columns,
    ImmutableList<String> files,
    ImmutableMap<String, Long> rows)
    implements Serializable {

  TableLoad(
      @Nullable String tableOrNull,
      @Nullable Format formatOrNull,
      List<String> columns,
      List<String> files) {
    this(
        tableOrNull,
        formatOrNull,
        ImmutableList.copyOf(columns),
        ImmutableList.copyOf(files),
        ImmutableMap.of());
  }

  /** Whether the files contain rejected records, which may be of any table. */
  boolean isOfRejected() {
    return formatOrNull == null;
  }
}
