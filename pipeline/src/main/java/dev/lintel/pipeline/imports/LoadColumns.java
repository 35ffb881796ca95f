package dev.lintel.pipeline.imports;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.lintel.convert.FieldMapping;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.Partition;
import dev.lintel.pipeline.formats.ColumnsSpec;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.List;

/**
 * Where the columns of the rows of files come from.
 *
 * @param inOrder the columns of files without a header, in order, as a manifest of Google's names
 *     them; empty if it does not
 * @param spec what else is known of the fields
 * @param isPartitioned whether the folders of a file may give it more fields
 */
public record LoadColumns(ImmutableList<String> inOrder, ColumnsSpec spec, boolean isPartitioned)
    implements Serializable {

  private static final LoadColumns BY_NAME = of(ColumnsSpec.none());

  /** The fields and partitions of the files, by their names. */
  public static LoadColumns byName() {
    return BY_NAME;
  }

  /** The fields and partitions of the files, as the spec says. */
  static LoadColumns of(ColumnsSpec spec) {
    return new LoadColumns(ImmutableList.of(), spec, true);
  }

  /** The columns of files without a header, in order. */
  static LoadColumns inOrder(List<String> columns) {
    return new LoadColumns(ImmutableList.copyOf(columns), ColumnsSpec.none(), true);
  }

  /** The fields of an export, whose folders do not matter. */
  public static LoadColumns ofExport() {
    return new LoadColumns(ImmutableList.of(), ColumnsSpec.none(), false);
  }

  /**
   * How a file is read.
   *
   * @param settings how files of text are read, without columns
   * @throws IllegalArgumentException if the name of a folder cannot be read; says why
   */
  public TextSettings settings(TextSettings settings, Table table, DataFile file) {
    FieldMapping mapping =
        spec.mapping(isPartitioned ? Partition.of(file) : List.of(), settings.values());
    return settings.withColumns(names(table, mapping)).withMapping(mapping);
  }

  /** The names of the fields of a file that does not name them. */
  private ImmutableList<String> names(Table table, FieldMapping mapping) {
    if (!spec.fields().isEmpty()) {
      return spec.fields();
    }
    if (!inOrder.isEmpty()) {
      return inOrder;
    }
    ImmutableSortedSet<String> given =
        mapping.given().stream()
            .map(FieldMapping.Given::column)
            .collect(toImmutableSortedSet(String.CASE_INSENSITIVE_ORDER));
    return table.getColumns().stream()
        .filter(Column::isWritable)
        .map(Column::getName)
        .filter(name -> !given.contains(name))
        .collect(toImmutableList());
  }
}
