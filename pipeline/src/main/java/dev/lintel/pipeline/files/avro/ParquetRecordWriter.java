package dev.lintel.pipeline.files.avro;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;

/** A Parquet file of Avro records, written from start to end, in the memory of one row group. */
final class ParquetRecordWriter implements RecordWriter {
  /**
   * A row group is in memory until it is complete, and then once more, compressed, as it is
   * written. Parquet's default of 128 MiB would be more than a worker has when every one of its
   * threads has a file open; at 16 MiB, ten of them fit into a heap of 512 MB, and a page of 1 MiB
   * still is a small part of a group.
   */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  /**
   * What all dictionaries of a row group may have. One takes about five times the bytes of its
   * values in memory, and Parquet's default of 1 MiB for each column is more than a row group if
   * there are many columns.
   */
  private static final int DICTIONARY_BYTES = 4 << 20;

  /**
   * After how many rows at most the size of the row group is looked at. Parquet's default of 10,000
   * counts on rows that are alike; cells of Spanner's may have 10 MiB.
   */
  private static final int MAX_ROWS_UNCHECKED = 16;

  private final org.apache.parquet.hadoop.ParquetWriter<GenericRecord> file;

  private ParquetRecordWriter(org.apache.parquet.hadoop.ParquetWriter<GenericRecord> file) {
    this.file = file;
  }

  /**
   * @throws IllegalArgumentException if a Parquet file cannot have the schema
   */
  static ParquetRecordWriter open(
      Schema schema, ParquetWriter.Compression compression, OutputStream out) throws IOException {
    return new ParquetRecordWriter(
        AvroParquetWriter.<GenericRecord>builder(new ParquetOutput(out))
            .withConf(ParquetSchema.writeConfiguration())
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .withCodecFactory(new ParquetCodecs())
            .withCompressionCodec(compression.codec)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withDictionaryPageSize(DICTIONARY_BYTES / Math.max(4, schema.getFields().size()))
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(MAX_ROWS_UNCHECKED)
            .build());
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
