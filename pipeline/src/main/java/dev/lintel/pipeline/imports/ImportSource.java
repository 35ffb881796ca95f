package dev.lintel.pipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.files.RecordFormat;
import java.util.List;
import java.util.Optional;

/**
 * Files to import, as the options name them, before they are checked.
 *
 * @param origin who says so, as a message names it
 * @param table the table they are for; empty for rejected records, which name theirs
 * @param format what they hold
 * @param columns the columns, if a manifest gives them
 * @param files whole names, each once; none if nothing matched, which has been reported then
 * @param rows how many rows each of the files has, if an export says so
 */
record ImportSource(
    String origin,
    Optional<String> table,
    RecordFormat format,
    ImmutableList<ImportManifest.Column> columns,
    ImmutableList<String> files,
    ImmutableMap<String, Long> rows) {

  static ImportSource of(
      String origin,
      Optional<String> table,
      RecordFormat format,
      List<ImportManifest.Column> columns,
      List<String> files) {
    // Two patterns may match the same file, which is to be read once.
    return new ImportSource(
        origin,
        table,
        format,
        ImmutableList.copyOf(columns),
        ImmutableSet.copyOf(files).asList(),
        ImmutableMap.of());
  }
}
