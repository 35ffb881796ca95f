package dev.lintel.pipeline.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.ConversionException;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvReader;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.avro.AvroReader;
import dev.lintel.pipeline.files.avro.ParquetReader;
import dev.lintel.pipeline.formats.RecordFile;
import dev.lintel.pipeline.formats.RecordFiles;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.RejectedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Files of any format, whose records become texts: where each is, and what it says. A record that
 * says "bad" is rejected.
 */
record RecordsOfTest(RecordFormat format, CsvLayout layout, ImmutableMap<String, Long> expected)
    implements RecordFiles<String, String> {

  static RecordsOfTest of(RecordFormat format) {
    return of(format, CsvLayout.defaults());
  }

  static RecordsOfTest of(RecordFormat format, CsvLayout layout) {
    return new RecordsOfTest(format, layout, ImmutableMap.of());
  }

  /** Says how many records some files should have. */
  RecordsOfTest withExpected(Map<String, Long> counts) {
    return new RecordsOfTest(format, layout, ImmutableMap.copyOf(counts));
  }

  @Override
  public OptionalLong expectedRecords(String file) {
    Long count = expected.get(file);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  @Override
  public String nameOf(String file) {
    return file;
  }

  @Override
  public RecordFile<?, String> open(String file) {
    DataFile data = DataFile.named(file);
    return switch (format) {
      case CSV -> texts(CsvReader.open(data, layout, List.of()));
      case JSONL -> texts(JsonLinesReader.open(data));
      case AVRO -> texts(AvroReader.open(data));
      case PARQUET -> texts(ParquetReader.open(data));
    };
  }

  private static <R> RecordFile<R, String> texts(RecordReader<R> reader) {
    return RecordFile.of(
        reader,
        new RecordFile.Conversion<>(
            record -> "T",
            "T",
            RecordsOfTest::text,
            (FileRecord.Row<R> row) ->
                new RejectedRecord.Text(row.raw().orElseThrow(), RecordFormat.JSONL, List.of()),
            raw -> new RejectedRecord.Text(raw, RecordFormat.JSONL, List.of())));
  }

  private static <R> String text(FileRecord.Row<R> row) {
    String text =
        row.row() instanceof JsonNode json
            ? json.toString()
            : row.row() instanceof List<?> fields
                ? String.join("|", fields.stream().map(String::valueOf).toList())
                : row.row().toString();
    if (text.contains("bad") && row.raw().isPresent()) {
      throw ConversionException.ofRow("it is bad");
    }
    return text;
  }

  /** All records, read from the start to the end; lines of JSON for those that are rejected. */
  List<RecordFile.Result<String>> inOnePass(String file) throws IOException {
    List<RecordFile.Result<String>> all = new ArrayList<>();
    try (RecordFile<?, String> open = open(file)) {
      while (open.hasNext()) {
        all.add(open.next());
      }
    }
    return all;
  }

  /** A list of these files for the step. */
  ReadList<String, String> list(long partBytes, List<String> files) {
    return new ReadList<>(
        new UUID(0, 0),
        ImmutableList.copyOf(files),
        FileSizes.of(files, PipelineOptionsFactory.create()),
        partBytes,
        this);
  }
}
