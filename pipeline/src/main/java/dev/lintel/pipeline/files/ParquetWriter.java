package dev.lintel.pipeline.files;

import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.StructToAvro;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * A Parquet file with the fields of an Avro file. It is written from start to end, in the memory of
 * one row group.
 *
 * <p>A TIMESTAMP is text, as in Avro: Parquet's timestamp in nanoseconds ends in the years 1677 and
 * 2262, that in microseconds loses digits. PostgreSQL's numeric is text, too, because no decimal
 * has its 147,455 digits or its NaN.
 */
public final class ParquetWriter implements RowWriter {

  /** How pages are compressed. */
  public enum Compression {
    SNAPPY(CompressionCodecName.SNAPPY),
    ZSTD(CompressionCodecName.ZSTD);

    private final CompressionCodecName codec;

    Compression(CompressionCodecName codec) {
      this.codec = codec;
    }
  }

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
  private final StructToAvro conversion;
  // Overwritten by every row: the writer keeps none.
  private final GenericData.Record record;
  private long rows;

  private ParquetWriter(
      org.apache.parquet.hadoop.ParquetWriter<GenericRecord> file, StructToAvro conversion) {
    this.file = file;
    this.conversion = conversion;
    this.record = new GenericData.Record(conversion.getSchema());
  }

  /**
   * Writes rows of these columns with the fields of that schema, whose types are those of {@link
   * dev.lintel.convert.AvroTypes}.
   *
   * @throws IllegalArgumentException if columns and fields are not the same, or a field is of
   *     another type than its column
   */
  public static ParquetWriter open(
      List<Type.StructField> columns, Schema schema, Compression compression, OutputStream out)
      throws IOException {
    Schema written = ParquetSchema.forWriting(schema);
    StructToAvro conversion = StructToAvro.of(written, columns);
    return new ParquetWriter(
        AvroParquetWriter.<GenericRecord>builder(new ParquetOutput(out))
            .withConf(ParquetSchema.writeConfiguration())
            .withSchema(written)
            .withDataModel(GenericData.get())
            .withCodecFactory(new ParquetCodecs())
            .withCompressionCodec(compression.codec)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withDictionaryPageSize(DICTIONARY_BYTES / Math.max(4, columns.size()))
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(MAX_ROWS_UNCHECKED)
            .build(),
        conversion);
  }

  /** Likewise, with pages compressed by Snappy. */
  public static ParquetWriter open(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    return open(columns, schema, Compression.SNAPPY, out);
  }

  @Override
  public void write(StructReader row) throws IOException {
    conversion.convert(row, record);
    file.write(record);
    rows++;
  }

  @Override
  public long getRows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
