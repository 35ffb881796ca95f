package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.Partition;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.FileShape;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.InputFileSet;
import dev.lintel.pipeline.formats.InputFinder;
import dev.lintel.pipeline.formats.TextSettings;
import dev.lintel.pipeline.options.IntegerTimestampOptions;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.ColumnType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the files that are enriched, and works out what their records look like. */
final class EnrichInput {
  private static final String OPTION = "--input";

  /**
   * The input of a run.
   *
   * @param files the files, which are of one format and have the same fields; empty for a query
   * @param partitions the fields that only the folders of the files give
   */
  record Found(
      InputShape shape, ImmutableList<String> files, ImmutableList<Type.StructField> partitions) {

    /** The fields of the records, as those of the first file have them. */
    RecordFields<?> fields() {
      return partitions.isEmpty() ? shape.fields() : partitioned(shape.fields());
    }

    private <R> RecordFields<R> partitioned(RecordFields<R> own) {
      return new PartitionedFields<>(own, partitions, Partition.of(DataFile.named(files.get(0))));
    }
  }

  private final EnrichOptions options;
  private final Map<String, Type> declared;
  private final Problems problems;

  private EnrichInput(EnrichOptions options, Map<String, Type> declared, Problems problems) {
    this.options = options;
    this.declared = declared;
    this.problems = problems;
  }

  /**
   * The files that the options name.
   *
   * @param declared types of fields, as the spec names them
   * @param problems takes what is wrong; if the result is empty, something is
   */
  static Optional<Found> find(
      EnrichOptions options, Map<String, String> declared, Dialect dialect, Problems problems) {
    Map<String, Type> types = new LinkedHashMap<>();
    declared.forEach(
        (field, type) -> {
          try {
            types.put(field, ColumnType.parse(type, dialect).type());
          } catch (IllegalArgumentException e) {
            problems.add("--spec: \"fields\": %s: %s".formatted(field, e.getMessage()));
          }
        });
    return new EnrichInput(options, types, problems).find();
  }

  private Optional<Found> find() {
    Map<Format, List<DataFile>> byFormat =
        InputFinder.of(options.getInputFormat(), "--inputFormat", problems)
            .byFormat(OPTION, options.getInput());
    if (byFormat.size() > 1) {
      problems.add(
          OPTION,
          "the files are of different formats, %s; enrich those of one at a time"
              .formatted(
                  byFormat.keySet().stream()
                      .map(Format::optionName)
                      .collect(Collectors.joining(", "))));
      return Optional.empty();
    }
    return byFormat.entrySet().stream()
        .findFirst()
        .flatMap(
            entry -> {
              // With the limit of the run, so that what is too large is found now if it can be.
              UnpackLimit unpackLimit = UnpackLimit.of(options);
              ImmutableList<DataFile> files =
                  entry.getValue().stream()
                      .map(file -> file.limited(unpackLimit))
                      .collect(ImmutableList.toImmutableList());
              ImmutableSet<String> ofFolders = PartitionedFields.names(OPTION, files, problems);
              return shape(entry.getKey(), files, ofFolders)
                  .map(
                      shape ->
                          new Found(
                              shape,
                              names(files),
                              PartitionedFields.added(ofFolders, shape.fields(), declared)));
            });
  }

  private static ImmutableList<String> names(List<DataFile> files) {
    return files.stream().map(DataFile::name).collect(ImmutableList.toImmutableList());
  }

  private Optional<FileShape<?>> shape(
      Format format, ImmutableList<DataFile> files, ImmutableSet<String> ofFolders) {
    if (!format.hasSchema()) {
      IntegerTimestampOptions.refuse(
          options, "is for Avro and Parquet, and the input is " + format.optionName(), problems);
    }
    if (!format.takesCsvOptions()) {
      TextOnly.checkLayout(
          options, "is for CSV files, and the input is " + format.optionName(), problems);
    }
    int before = problems.count();
    TextSettings settings =
        format.takesCsvOptions() ? textSettings() : TextSettings.of(options, problems);
    if (problems.count() > before) {
      // What the files look like is known only when it is known how to read them.
      return Optional.empty();
    }
    try {
      return format.shapeOf(
          new InputFileSet(
              OPTION,
              files,
              settings.withTimestampUnit(IntegerTimestampOptions.unitOf(options)),
              ImmutableMap.copyOf(Maps.filterKeys(declared, name -> !ofFolders.contains(name)))),
          problems);
    } catch (UnreadableFileException e) {
      problems.add(OPTION, e.getMessage());
      return Optional.empty();
    }
  }

  private TextSettings textSettings() {
    TextSettings settings = TextSettings.of(options, problems);
    return options.getFieldNames() == null
        ? settings
        : settings.withColumns(Splitter.on(',').trimResults().splitToList(options.getFieldNames()));
  }
}
