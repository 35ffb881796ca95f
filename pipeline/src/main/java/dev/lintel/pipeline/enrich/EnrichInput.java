package dev.lintel.pipeline.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvReader;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.InputFiles;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.TextOptions;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.formats.FileShape;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.JsonSample;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.ColumnType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Finds out which files there are, and what their records look like. */
final class EnrichInput {

  /** What is found: the files, which are of one format and have the same fields. */
  record Found(InputShape shape, ImmutableList<String> files) {}

  /** So many records of JSON Lines tell what fields there are, over all files. */
  static final int SAMPLE = 1_000;

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
   * @param declared types of fields as the spec has them
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
    Map<RecordFormat, List<DataFile>> byFormat = new LinkedHashMap<>();
    for (ResourceId file : files()) {
      Optional<RecordFormat> format =
          Optional.ofNullable(options.getInputFormat())
              .map(given -> RecordFormat.valueOf(given.name()))
              .or(() -> RecordFormat.ofFileName(file.getFilename()));
      if (format.isEmpty()) {
        problems.add(
            "--input: the format of %s cannot be told from its name; give --inputFormat"
                .formatted(file));
      } else {
        byFormat.computeIfAbsent(format.get(), unused -> new ArrayList<>()).add(new DataFile(file));
      }
    }
    if (byFormat.size() > 1) {
      problems.add(
          "--input: the files are of different formats, %s; enrich those of one at a time"
              .formatted(
                  String.join(
                      ", ", byFormat.keySet().stream().map(RecordFormat::optionName).toList())));
      return Optional.empty();
    }
    return byFormat.entrySet().stream()
        .findFirst()
        .flatMap(
            entry ->
                shape(entry.getKey(), entry.getValue())
                    .map(shape -> new Found(shape, names(entry.getValue()))));
  }

  private List<ResourceId> files() {
    try {
      return InputFiles.matching(options.getInput());
    } catch (IOException e) {
      problems.add("--input: " + e.getMessage());
      return List.of();
    }
  }

  private static ImmutableList<String> names(List<DataFile> files) {
    return files.stream().map(DataFile::name).collect(ImmutableList.toImmutableList());
  }

  private Optional<InputShape> shape(RecordFormat format, List<DataFile> files) {
    if (format != RecordFormat.CSV) {
      CsvOnly.check(options, "is for CSV files, and the input is " + format.optionName(), problems);
    }
    try {
      return switch (format) {
        case CSV -> csv(files);
        case JSONL, REJECTED -> Optional.of(json(files));
        case AVRO, PARQUET -> avro(format, files);
      };
    } catch (UnreadableFileException e) {
      problems.add("--input: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<InputShape> csv(List<DataFile> files) {
    int before = problems.count();
    CsvLayout layout = TextOptions.layout(options, problems);
    var text = TextOptions.format(options, problems);
    if (problems.count() > before) {
      // What the files look like can only be told when it is known how to read them.
      return Optional.empty();
    }
    ImmutableList<String> names = null;
    if (options.getFieldNames() != null) {
      names =
          ImmutableList.copyOf(Splitter.on(',').trimResults().splitToList(options.getFieldNames()));
      if (options.getHasHeader()) {
        problems.add("--fieldNames does not go with --hasHeader; the header has the names");
      }
    } else if (!options.getHasHeader()) {
      problems.add(
          "--hasHeader or --fieldNames is required with CSV: the names of the fields are needed");
      return Optional.empty();
    }
    for (DataFile file : files) {
      FileShape shape = FileShape.inspect(file, RecordFormat.CSV, layout);
      if (options.getFieldNames() != null) {
        checkCount(file, layout, names.size());
      } else {
        ImmutableList<String> header = ImmutableList.copyOf(shape.header().orElseThrow());
        if (names == null) {
          names = header;
          checkNames("--input: %s: ".formatted(file.name()), names);
        } else if (!Set.copyOf(names).equals(Set.copyOf(header)) || names.size() != header.size()) {
          problems.add(
              "--input: %s has the fields %s, but %s has %s"
                  .formatted(file.name(), header, files.get(0).name(), names));
        }
      }
    }
    if (options.getFieldNames() != null) {
      checkNames("--fieldNames: ", names);
    }
    checkDeclared(names);
    return Optional.of(new InputShape.Csv(layout, text, names, ImmutableMap.copyOf(declared)));
  }

  private void checkCount(DataFile file, CsvLayout layout, int names) {
    try (CsvReader reader = CsvReader.open(file, layout, List.of())) {
      if (reader.hasNext()
          && reader.next() instanceof FileRecord.Row<List<String>> first
          && first.row().size() != names) {
        problems.add(
            "--fieldNames: %d names, but the first record of %s has %d fields"
                .formatted(names, file.name(), first.row().size()));
      }
    } catch (IOException e) {
      problems.add("--input: %s: %s".formatted(file.name(), e.getMessage()));
    }
  }

  private void checkNames(String owner, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        problems.add(owner + "field %d has no name".formatted(i + 1));
      } else if (!seen.add(names.get(i))) {
        problems.add(owner + "two fields are named " + names.get(i));
      }
    }
  }

  private void checkDeclared(List<String> names) {
    for (String field : declared.keySet()) {
      if (!names.contains(field)) {
        problems.add("--spec: \"fields\": " + RecordFields.unknown(field, names).getMessage());
      }
    }
  }

  private InputShape json(List<DataFile> files) {
    var sample = new JsonSample();
    int left = SAMPLE;
    for (DataFile file : files) {
      try (JsonLinesReader reader = JsonLinesReader.open(file)) {
        // One of each file at least, which shows that it can be read.
        for (boolean first = true; (first || left > 0) && reader.hasNext(); first = false) {
          if (reader.next() instanceof FileRecord.Row<JsonNode> row) {
            sample.add(row.row());
          }
          left--;
        }
      } catch (IOException e) {
        problems.add("--input: %s: %s".formatted(file.name(), e.getMessage()));
      }
    }
    for (String field : sample.nested(declared.keySet())) {
      problems.add(
          "--spec: \"fields\": %s is within another field; only fields of the records themselves have"
                  .formatted(field)
              + " types");
    }
    return new InputShape.Json(sample.fields(declared));
  }

  private Optional<InputShape> avro(RecordFormat format, List<DataFile> files) {
    if (!declared.isEmpty()) {
      problems.add(
          "--spec: \"fields\" is for CSV and JSON Lines; %s has types itself"
              .formatted(format.optionName()));
    }
    Schema schema = null;
    for (DataFile file : files) {
      Schema next = FileShape.inspect(file, format, CsvLayout.defaults()).schema().orElseThrow();
      if (next.getType() != Schema.Type.RECORD) {
        problems.add(
            "--input: %s holds values of the type %s, not records"
                .formatted(file.name(), next.getType()));
        return Optional.empty();
      }
      if (schema == null) {
        schema = next;
      } else if (!schema.getFields().equals(next.getFields())) {
        problems.add(
            "--input: %s has other fields than %s".formatted(file.name(), files.get(0).name()));
      }
    }
    return Optional.of(new InputShape.Avro(format, schema.toString()));
  }
}
