package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The records of a Parquet file, as Avro records. A damaged page makes the file unreadable, as with
 * {@link AvroReader}. The file has to be on a file system with random access.
 */
public final class ParquetReader implements AvroRecordReader {
  /** AvroReadSupport's own name of the property, which it gives to Hadoop configurations only. */
  private static final String READ_SCHEMA = "parquet.avro.read.schema";

  private final DataFile file;
  private final Schema schema;
  private final org.apache.parquet.hadoop.ParquetReader<GenericRecord> records;
  private long recordNumber;
  private @Nullable GenericRecord nextRow;

  private ParquetReader(
      DataFile file,
      Schema schema,
      org.apache.parquet.hadoop.ParquetReader<GenericRecord> records) {
    this.file = file;
    this.schema = schema;
    this.records = records;
  }

  /**
   * Reads the file.
   *
   * @throws UnreadableFileException if it cannot be opened or is not a Parquet file
   */
  public static ParquetReader open(DataFile file) {
    try {
      var input = new ParquetInput(file);
      Schema schema = readSchema(input);
      ParquetConfiguration configuration = ParquetSchema.configuration();
      configuration.set(READ_SCHEMA, schema.toString());
      return new ParquetReader(
          file,
          schema,
          AvroParquetReader.<GenericRecord>builder(input, configuration)
              .withDataModel(GenericData.get())
              .withCodecFactory(new ParquetCodecs())
              .build());
    } catch (IOException | RuntimeException e) {
      throw e instanceof UnreadableFileException unreadable ? unreadable : file.unreadable(e);
    }
  }

  @Override
  public Schema getSchema() {
    return schema;
  }

  @Override
  public boolean hasNext() {
    if (nextRow == null) {
      try {
        nextRow = records.read();
      } catch (IOException | RuntimeException e) {
        throw file.damaged(recordNumber, e);
      }
    }
    return nextRow != null;
  }

  @Override
  public FileRecord<GenericRecord> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    GenericRecord row = nextRow;
    nextRow = null;
    var where = new SourcePosition(file.name(), ++recordNumber, 0);
    return new FileRecord.Row<>(row, where, Optional.empty());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private static Schema readSchema(ParquetInput input) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(ParquetSchema.configuration())
            .withCodecFactory(new ParquetCodecs())
            .build();
    try (ParquetFileReader footer = ParquetFileReader.open(input, options)) {
      return ParquetSchema.toAvro(footer.getFileMetaData().getSchema());
    }
  }
}
