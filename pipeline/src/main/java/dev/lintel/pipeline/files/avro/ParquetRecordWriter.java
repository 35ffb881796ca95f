package dev.lintel.pipeline.files.avro;

import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroTypes;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Writes Avro records to a Parquet file, from its start to its end; one row group is in memory.
 *
 * <p>The schema decides the types of the columns. PostgreSQL's numeric is text, because no decimal
 * of Parquet has its 147,455 digits or its NaN.
 */
public final class ParquetRecordWriter implements RecordWriter {
  /**
   * A row group is in memory until it is complete, and then a second time, compressed, while it is
   * written. Parquet's default of 128 MiB is more than a worker has when each of its threads has a
   * file open; with 16 MiB, ten files fit into a heap of 512 MB, and a page of 1 MiB is still a
   * small part of a group.
   */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  /**
   * The limit for all dictionaries of a row group together. A dictionary takes about five times the
   * bytes of its values in memory, and Parquet's default of 1 MiB for each column is more than a
   * row group if there are many columns.
   */
  private static final int DICTIONARY_BYTES = 4 << 20;

  /**
   * The size of the row group is checked at least once in so many rows. Parquet's default of 10,000
   * assumes rows of similar size; a cell of Spanner may have 10 MiB.
   */
  private static final int MAX_ROWS_UNCHECKED = 16;

  /** How pages are compressed. */
  enum Compression {
    SNAPPY(CompressionCodecName.SNAPPY),
    ZSTD(CompressionCodecName.ZSTD);

    private final CompressionCodecName codec;

    Compression(CompressionCodecName codec) {
      this.codec = codec;
    }
  }

  private final ParquetWriter<GenericRecord> file;

  private ParquetRecordWriter(ParquetWriter<GenericRecord> file) {
    this.file = file;
  }

  /**
   * Writes records of that schema, in pages compressed with Snappy.
   *
   * @param out closed with the writer, and left to the caller if this fails
   * @throws IllegalArgumentException if a Parquet file cannot have the schema
   */
  public static ParquetRecordWriter open(Schema schema, OutputStream out) throws IOException {
    return open(schema, Compression.SNAPPY, out);
  }

  static ParquetRecordWriter open(Schema schema, Compression compression, OutputStream out)
      throws IOException {
    return new ParquetRecordWriter(
        new ParquetFileBuilder(schema, out)
            .withCodecFactory(ParquetCodecs.withoutLimit())
            .withCompressionCodec(compression.codec)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withDictionaryPageSize(DICTIONARY_BYTES / Math.max(4, schema.getFields().size()))
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(MAX_ROWS_UNCHECKED)
            .build());
  }

  /** The Avro type, without null, in which values of a type are written to a Parquet file. */
  public static Schema schemaOf(Type type) {
    return ParquetSchema.withoutPgNumeric(AvroTypes.of(type, AvroTypes.Timestamps.STRING));
  }

  @Override
  public void write(GenericRecord record) throws IOException {
    file.write(record);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
