package dev.lintel.pipeline.files;

import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** An Avro data file, as Google's export writes them. Its blocks are compressed by Snappy. */
public final class AvroWriter implements RowWriter {
  private final DataFileWriter<GenericRecord> file;
  private final AvroRows conversion;
  private long rows;

  private AvroWriter(DataFileWriter<GenericRecord> file, AvroRows conversion) {
    this.file = file;
    this.conversion = conversion;
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
    AvroRows conversion = AvroRows.of(schema, columns);
    return new AvroWriter(
        newFile(schema).setCodec(CodecFactory.snappyCodec()).create(schema, out), conversion);
  }

  /**
   * Writes a file that has a schema and will have no rows, and closes the stream. Google's export
   * writes those without naming a codec.
   */
  public static void writeSchema(Schema schema, OutputStream out) throws IOException {
    newFile(schema).create(schema, out).close();
  }

  @Override
  public void write(StructReader row) throws IOException {
    file.append(conversion.convert(row));
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

  private static DataFileWriter<GenericRecord> newFile(Schema schema) {
    return new DataFileWriter<>(new GenericDatumWriter<>(schema));
  }
}
