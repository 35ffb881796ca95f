package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TextToValue;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.Partition;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.Column;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The fields of the records of a file, and the fields that its folders give to all of them.
 *
 * @param own the fields of the records
 * @param added those that only folders give, with their types
 * @param partitions the partitions that the file is in
 * @param <R> a record
 */
record PartitionedFields<R>(
    RecordFields<R> own, ImmutableList<Type.StructField> added, ImmutableList<Partition> partitions)
    implements RecordFields<R> {

  /** The names that the folders of files give; those of files that differ are problems. */
  static ImmutableSet<String> names(String option, List<DataFile> files, Problems problems) {
    ImmutableSet<String> names = ImmutableSet.of();
    for (DataFile file : files) {
      ImmutableSet<String> ofFile;
      try {
        ofFile =
            Partition.of(file).stream().map(Partition::name).collect(ImmutableSet.toImmutableSet());
      } catch (IllegalArgumentException e) {
        problems.add(option, file.name() + ": " + e.getMessage());
        continue;
      }
      if (file.equals(files.get(0))) {
        names = ofFile;
      } else if (!ofFile.equals(names)) {
        problems.add(
            option,
            "the folders of %s give its records the fields %s, but those of %s give %s"
                .formatted(file.name(), ofFile, files.get(0).name(), names));
      }
    }
    return names;
  }

  /**
   * The fields that only folders give: text, unless another type is declared.
   *
   * @param names the names that the folders give
   * @param own the fields of the records
   */
  static ImmutableList<Type.StructField> added(
      ImmutableSet<String> names, RecordFields<?> own, Map<String, Type> declared) {
    return names.stream()
        .filter(name -> !own.names().contains(name))
        .map(name -> Type.StructField.of(name, declared.getOrDefault(name, Type.string())))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public ImmutableList<String> names() {
    return ImmutableList.<String>builder()
        .addAll(own.names())
        .addAll(added.stream().map(Type.StructField::getName).iterator())
        .build();
  }

  @Override
  public Type typeOf(String name) {
    return added.stream()
        .filter(field -> field.getName().equals(name))
        .findFirst()
        .map(Type.StructField::getType)
        .orElseGet(() -> own.typeOf(name));
  }

  @Override
  public Function<R, Value> reader(String field, Column column) {
    if (added.stream().noneMatch(each -> each.getName().equals(field))) {
      return own.reader(field, column);
    }
    Partition partition =
        partitions.stream().filter(each -> each.name().equals(field)).findFirst().orElseThrow();
    return valueOf(partition, column);
  }

  @Override
  public boolean has(R record, String field) {
    return own.has(record, field) || names().contains(field);
  }

  @Override
  public void requireKnown(R record) {
    own.requireKnown(record);
  }

  /** A value that cannot be one of the column costs each record, as one of its own would. */
  static <R> Function<R, Value> valueOf(Partition partition, Column column) {
    TextToValue conversion = TextToValue.forColumn(column, TextFormat.defaults());
    return record -> conversion.convert(partition.value());
  }
}
