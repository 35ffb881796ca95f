package dev.lintel.pipeline.inspect;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.formats.FieldDescription;
import dev.lintel.pipeline.formats.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of one table and one format that are described together.
 *
 * @param table the table that they belong to
 * @param files at least one
 * @param fields those of all the files
 */
record FileSet(
    String table,
    Format format,
    ImmutableList<InspectedFile> files,
    ImmutableList<FieldDescription> fields) {

  /**
   * Sorts files into sets, in the order of the files. Those that state the types of their fields
   * are in one set if they state the same; those whose fields are only seen are in one set if they
   * have the same format.
   */
  static List<FileSet> of(List<InspectedFile> files) {
    record Kind(String table, Format format, List<?> stated) {}
    Map<Kind, List<InspectedFile>> sets = new LinkedHashMap<>();
    for (InspectedFile file : files) {
      List<?> stated =
          file.format().hasSchema()
              ? file.fields().stream().map(FileSet::statement).toList()
              : List.of();
      sets.computeIfAbsent(
              new Kind(file.table(), file.format(), stated), unused -> new ArrayList<>())
          .add(file);
    }
    List<FileSet> result = new ArrayList<>();
    sets.forEach(
        (kind, members) ->
            result.add(
                new FileSet(
                    kind.table(),
                    kind.format(),
                    ImmutableList.copyOf(members),
                    MergedFields.of(members.stream().map(InspectedFile::fields).toList()))));
    return result;
  }

  private static List<Object> statement(FieldDescription field) {
    return List.of(field.name(), field.physical(), field.logical(), field.required());
  }
}
