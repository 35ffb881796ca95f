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

/** Writes rows as the Avro records of a Parquet file. */
public final class RecordRowWriter implements RowWriter {
  private final RecordWriter file;
  private final StructToAvro conversion;
  // Overwritten by every row: the file's writer does not keep it.
  private final GenericData.Record record;

  private RecordRowWriter(RecordWriter file, StructToAvro conversion) {
    this.file = file;
    this.conversion = conversion;
    this.record = new GenericData.Record(conversion.getSchema());
  }

  /** Opens the file, once it is known that the rows can be converted. */
  @FunctionalInterface
  public interface Opener {
    /** Writes records of that schema. */
    RecordWriter open(Schema schema) throws IOException;
  }

  /**
   * Writes rows of these columns to a Parquet file with the fields of that schema in those types.
   *
   * @param schema its field types are those of {@link dev.lintel.convert.AvroTypes}
   * @param out closed with the writer, and left to the caller if this fails
   * @throws IllegalArgumentException if columns and fields are not the same, or a field is of
   *     another type than its column
   */
  public static RecordRowWriter ofParquet(
      List<Type.StructField> columns, Schema schema, ParquetTypes types, OutputStream out)
      throws IOException {
    return open(
        columns,
        ParquetColumns.forWriting(schema, columns, types),
        written -> ParquetRecordWriter.open(written, out));
  }

  static RecordRowWriter open(List<Type.StructField> columns, Schema schema, Opener file)
      throws IOException {
    StructToAvro conversion = StructToAvro.of(schema, columns);
    return new RecordRowWriter(file.open(schema), conversion);
  }

  @Override
  public void write(StructReader row) throws IOException {
    conversion.convert(row, record);
    file.write(record);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
