package dev.lintel.pipeline.formats;

import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.CsvReader;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.UnreadableFileException;
import dev.lintel.pipeline.files.avro.AvroReader;
import dev.lintel.pipeline.files.avro.ParquetReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What can be known of a file without reading it all.
 *
 * @param header the columns by the header of a CSV file that has one
 * @param schema the schema of an Avro or Parquet file
 */
public record FileShape(Optional<List<String>> header, Optional<Schema> schema) {

  /**
   * Opens the file and reads no more than its beginning or its footer.
   *
   * @throws UnreadableFileException if it cannot be opened, is not of that format, or lacks the
   *     header that it should have; a bad first record is not such a fault, nor is having none
   */
  public static FileShape inspect(DataFile file, RecordFormat format, CsvLayout layout) {
    try {
      return switch (format) {
        case CSV -> ofCsv(file, layout);
        case JSONL, REJECTED -> ofJsonLines(file);
        case AVRO -> {
          try (AvroReader reader = AvroReader.open(file)) {
            yield new FileShape(Optional.empty(), Optional.of(reader.getSchema()));
          }
        }
        case PARQUET -> {
          try (ParquetReader reader = ParquetReader.open(file)) {
            yield new FileShape(Optional.empty(), Optional.of(reader.getSchema()));
          }
        }
      };
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private static FileShape ofCsv(DataFile file, CsvLayout layout) throws IOException {
    try (CsvReader reader = CsvReader.open(file, layout, List.of())) {
      if (layout.getHeader() == CsvLayout.Header.FIRST_RECORD) {
        return new FileShape(Optional.of(reader.getColumns()), Optional.empty());
      }
      return readable(reader);
    }
  }

  private static FileShape ofJsonLines(DataFile file) throws IOException {
    try (JsonLinesReader reader = JsonLinesReader.open(file)) {
      return readable(reader);
    }
  }

  /** A file without a record is one of no rows, as the empty shards of a writer are. */
  private static FileShape readable(RecordReader<?> reader) {
    boolean unused = reader.hasNext();
    return new FileShape(Optional.empty(), Optional.empty());
  }
}
