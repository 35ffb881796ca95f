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

/** An Avro data file, as Google's export writes them. Its blocks are compressed by Snappy. */
public final class AvroWriter implements RowWriter {

  /** What ends each block of a file; in a file without blocks it need not be random. */
  private static final byte[] NO_BLOCKS = new byte[16];

  private final RecordWriter file;
  private final StructToAvro conversion;
  // Overwritten by every row: the writer keeps none.
  private final GenericData.Record record;
  private long rows;

  private AvroWriter(RecordWriter file, StructToAvro conversion) {
    this.file = file;
    this.conversion = conversion;
    this.record = new GenericData.Record(conversion.getSchema());
  }

  /**
   * Writes rows of these columns in that schema, whose field types are those of {@link
   * dev.lintel.convert.AvroTypes}.
   *
   * @throws IllegalArgumentException if columns and fields are not the same, or a field is of
   *     another type than its column
   */
  public static AvroWriter open(List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    StructToAvro conversion = StructToAvro.of(schema, columns);
    return new AvroWriter(AvroRecordWriter.open(schema, out), conversion);
  }

  /**
   * Writes a file that has a schema and will have no rows, and closes the stream. Google's export
   * writes those without naming a codec. The same schema gives the same bytes, so that whoever
   * writes the file again need not write anew what names its digest.
   */
  public static void writeSchema(Schema schema, OutputStream out) throws IOException {
    AvroRecordWriter.newFile(schema).create(schema, out, NO_BLOCKS).close();
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
