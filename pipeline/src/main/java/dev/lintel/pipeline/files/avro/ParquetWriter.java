package dev.lintel.pipeline.files.avro;

import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.StructToAvro;
import dev.lintel.pipeline.files.RowWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
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

    final CompressionCodecName codec;

    Compression(CompressionCodecName codec) {
      this.codec = codec;
    }
  }

  private final RecordWriter file;
  private final StructToAvro conversion;
  // Overwritten by every row: the writer keeps none.
  private final GenericData.Record record;
  private long rows;

  private ParquetWriter(RecordWriter file, StructToAvro conversion) {
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
    return new ParquetWriter(ParquetRecordWriter.open(written, compression, out), conversion);
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
