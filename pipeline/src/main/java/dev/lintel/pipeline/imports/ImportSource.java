package dev.lintel.pipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.formats.Format;
import java.util.List;
import java.util.Optional;

/**
 * Files to import, as the options name them, before they are checked.
 *
 * @param origin the option that names them, with its dashes
 * @param table the table they are for; empty for rejected records, which name theirs
 * @param format the format of the files; empty for rejected records
 * @param columns the columns with their types, if a manifest lists them
 * @param from where the columns of the rows come from
 * @param files whole names, each once; empty if nothing matched, which has been reported then
 * @param rows how many rows each of the files has, if an export says so
 */
record ImportSource(
    String origin,
    Optional<String> table,
    Optional<Format> format,
    ImmutableList<ImportManifest.Column> columns,
    LoadColumns from,
    ImmutableList<String> files,
    ImmutableMap<String, Long> rows) {

  static ImportSource of(
      String origin,
      String table,
      Format format,
      ImportManifest.Columns columns,
      List<DataFile> files) {
    return new ImportSource(
        origin,
        Optional.of(table),
        Optional.of(format),
        ImmutableList.copyOf(columns.inOrder()),
        columns.inOrder().isEmpty()
            ? LoadColumns.of(columns.spec())
            : LoadColumns.inOrder(
                columns.inOrder().stream().map(ImportManifest.Column::columnName).toList()),
        names(files),
        ImmutableMap.of());
  }

  static ImportSource ofRejected(String origin, List<DataFile> files) {
    return new ImportSource(
        origin,
        Optional.empty(),
        Optional.empty(),
        ImmutableList.of(),
        LoadColumns.byName(),
        names(files),
        ImmutableMap.of());
  }

  /** Two patterns may match the same file, which is to be read once. */
  private static ImmutableList<String> names(List<DataFile> files) {
    return files.stream().map(DataFile::name).collect(ImmutableSet.toImmutableSet()).asList();
  }
}
