package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.TextRowConverter;
import dev.lintel.convert.TextToValue;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.files.CsvForm;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvReader;
import dev.lintel.pipeline.files.CsvWriter;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.InParallel;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * Delimited text in UTF-8.
 *
 * @param form how files are written
 */
record CsvFormat(CsvForm form) implements Format {

  CsvFormat() {
    this(CsvForm.LOSSLESS);
  }

  @Override
  public CsvFormat with(WriteSettings settings) {
    return new CsvFormat(settings.csvForm());
  }

  @Override
  public RecordFormat recordFormat() {
    return RecordFormat.CSV;
  }

  @Override
  public String label() {
    return "CSV";
  }

  @Override
  public String description() {
    return "delimited text";
  }

  @Override
  public String writtenForm() {
    return "a header, every value quoted, null as \\N without quotes";
  }

  @Override
  public ImmutableList<String> extensions() {
    return ImmutableList.of("csv", "tsv", "txt", "dat");
  }

  @Override
  public boolean takesCsvOptions() {
    return true;
  }

  @Override
  public CsvFile open(DataFile file, TextSettings settings) {
    var open = new CsvFile(CsvReader.open(file, settings.layout(), settings.columns()), settings);
    return settings.hasHeader() ? open : TextRecords.readBeginning(open);
  }

  @Override
  public Optional<FileShape<?>> shapeOf(InputFileSet input, Problems problems) {
    ImmutableList<String> given = input.settings().columns();
    boolean hasHeader = input.settings().hasHeader();
    if (given.isEmpty() && !hasHeader) {
      problems.add(
          "--hasHeader or --fieldNames is required with CSV: the names of the fields are needed");
      return Optional.empty();
    }
    if (!given.isEmpty() && hasHeader) {
      problems.add("--fieldNames does not go with --hasHeader; the header has the names");
    }
    ImmutableList<Beginning> beginnings =
        InParallel.map(input.files(), file -> Beginning.of(file, input.settings().layout()));
    ImmutableList<String> names =
        given.isEmpty() ? ImmutableList.copyOf(beginnings.get(0).header()) : given;
    for (int i = 0; i < beginnings.size(); i++) {
      DataFile file = input.files().get(i);
      if (!given.isEmpty()) {
        checkCount(given.size(), file, beginnings.get(i).firstRow(), input.settings(), problems);
      } else if (i == 0) {
        checkNames(input.origin() + ": " + file.name(), names, problems);
      } else {
        checkSame(names, beginnings.get(i).header(), file, input, problems);
      }
    }
    if (!given.isEmpty()) {
      checkNames("--fieldNames", given, problems);
    }
    for (String field : input.declared().keySet()) {
      if (!names.contains(field)) {
        problems.add("--spec: \"fields\": " + RecordFields.unknown(field, names).getMessage());
      }
    }
    return Optional.of(new CsvShape(input.settings().withColumns(names), input.declared()));
  }

  /**
   * The beginning of a file.
   *
   * @param header empty if the file has none
   * @param firstRow empty if the file has no records, or the first one is malformed
   */
  private record Beginning(List<String> header, Optional<List<String>> firstRow) {
    static Beginning of(DataFile file, CsvLayout layout) {
      try (CsvReader reader = CsvReader.open(file, layout, List.of())) {
        Optional<List<String>> first =
            reader.hasNext() && reader.next() instanceof FileRecord.Row<List<String>> row
                ? Optional.of(row.row())
                : Optional.empty();
        return new Beginning(reader.getColumns(), first);
      } catch (IOException e) {
        throw file.unreadable(e);
      }
    }
  }

  private static void checkCount(
      int names,
      DataFile file,
      Optional<List<String>> firstRow,
      TextSettings settings,
      Problems problems) {
    boolean mayLackFields = settings.layout().fieldRules() == CsvLayout.FieldRules.GOOGLE;
    firstRow
        .map(List::size)
        .filter(fields -> fields > names || (fields < names && !mayLackFields))
        .ifPresent(
            fields ->
                problems.add(
                    "--fieldNames: %d names, but the first record of %s has %d fields"
                        .formatted(names, file.name(), fields)));
  }

  private static void checkNames(String owner, List<String> names, Problems problems) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        problems.add("%s: field %d has no name".formatted(owner, i + 1));
      } else if (!seen.add(names.get(i))) {
        problems.add("%s: two fields are named %s".formatted(owner, names.get(i)));
      }
    }
  }

  private static void checkSame(
      List<String> names,
      List<String> header,
      DataFile file,
      InputFileSet input,
      Problems problems) {
    if (!Set.copyOf(names).equals(Set.copyOf(header)) || names.size() != header.size()) {
      problems.add(
          "%s: %s has the fields %s, but %s has %s"
              .formatted(input.origin(), file.name(), header, input.first().name(), names));
    }
  }

  @Override
  public FileDescription describe(DataFile file, TextSettings settings, int sample) {
    var fields = new FieldSamples<String>(() -> FittingTypes.ofText(settings.values()));
    // What is null in a column that is not of texts is no value of any type.
    TextToValue nulls =
        TextToValue.forColumn(RecordFields.column("", Type.date()), settings.values());
    try (CsvReader reader = CsvReader.open(file, settings.layout(), settings.columns())) {
      reader.getColumns().forEach(fields::addField);
      for (int i = 0; i < sample && reader.hasNext(); i++) {
        if (reader.next() instanceof FileRecord.Row<List<String>> row) {
          add(row.row(), reader.getColumns(), nulls, fields);
        }
      }
    } catch (IOException e) {
      throw file.unreadable(e);
    }
    return FileDescription.of(FileDescription.compressionOf(file), fields.describe());
  }

  private static void add(
      List<String> row, List<String> columns, TextToValue nulls, FieldSamples<String> fields) {
    for (int i = 0; i < row.size(); i++) {
      String name = columns.isEmpty() ? "column" + (i + 1) : columns.get(i);
      fields.addField(name);
      if (!isNull(row.get(i), nulls)) {
        fields.add(name, /* kind= */ "", row.get(i));
      }
    }
  }

  private static boolean isNull(String text, TextToValue nulls) {
    try {
      return nulls.convert(text).isNull();
    } catch (ConversionException e) {
      return false;
    }
  }

  @Override
  public RowWriter openRows(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    return CsvWriter.open(columns, form, out);
  }

  /** A header without names would be an empty line, which is no header. */
  @Override
  public void writeWithoutRows(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    if (columns.isEmpty()) {
      out.close();
    } else {
      openRows(columns, schema, out).close();
    }
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public Function<RawText, Mutation> textConverter(
      Table table, Mutation.Op operation, TextSettings settings) {
    return TextRecords.converter(
        source -> CsvReader.of("", source, settings.layout(), settings.columns()),
        TextRowConverter.of(
            table, settings.columns(), operation, settings.values(), settings.mapping()));
  }
}
