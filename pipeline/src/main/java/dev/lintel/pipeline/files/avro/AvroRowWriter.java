package dev.lintel.pipeline.files.avro;

import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroRowEncoder;
import dev.lintel.pipeline.files.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes rows to an Avro data file. */
public final class AvroRowWriter implements RowWriter {
  private final DataFileWriter<GenericRecord> file;
  private final AvroRowEncoder rows;
  // Overwritten by every row.
  private final Bytes bytes = new Bytes();
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

  private AvroRowWriter(DataFileWriter<GenericRecord> file, AvroRowEncoder rows) {
    this.file = file;
    this.rows = rows;
  }

  /**
   * Writes rows of these columns to a file of that schema, whose field types are those of {@link
   * dev.lintel.convert.AvroTypes}.
   *
   * @param out closed with the writer, and left to the caller if this fails
   * @throws IllegalArgumentException if columns and fields are not the same, or a field is of
   *     another type than its column
   */
  public static AvroRowWriter open(
      List<Type.StructField> columns, Schema schema, AvroCodec codec, OutputStream out)
      throws IOException {
    AvroRowEncoder rows = AvroRowEncoder.of(schema, columns);
    return new AvroRowWriter(AvroRecordWriter.create(schema, codec, out), rows);
  }

  @Override
  public void write(StructReader row) throws IOException {
    bytes.reset();
    rows.encode(row, encoder);
    encoder.flush();
    file.appendEncoded(bytes.content());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Gives its content without copying it. */
  private static final class Bytes extends ByteArrayOutputStream {
    ByteBuffer content() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }
}
