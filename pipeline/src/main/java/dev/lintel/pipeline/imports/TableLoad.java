package dev.lintel.pipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.files.RecordFormat;
import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Files of one format that are loaded into one table.
 *
 * @param table the table; null for rejected records, which name theirs
 * @param format what the files hold
 * @param columns the columns in the order of a CSV file's fields; empty if a header names them, and
 *     for other formats
 * @param files whole names, as FileSystems matched them
 * @param rows how many rows each of the files has, if an export says so
 */
record TableLoad(
    @Nullable String table,
    RecordFormat format,
    ImmutableList<String> columns,
    ImmutableList<String> files,
    ImmutableMap<String, Long> rows)
    implements Serializable {

  TableLoad(@Nullable String table, RecordFormat format, List<String> columns, List<String> files) {
    this(
        table,
        format,
        ImmutableList.copyOf(columns),
        ImmutableList.copyOf(files),
        ImmutableMap.of());
  }
}
