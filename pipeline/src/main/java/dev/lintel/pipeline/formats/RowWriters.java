package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import dev.lintel.pipeline.files.CsvWriter;
import dev.lintel.pipeline.files.JsonLinesWriter;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.files.avro.AvroWriter;
import dev.lintel.pipeline.files.avro.ParquetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.avro.Schema;

/** The writer of each format. */
public final class RowWriters {
  private RowWriters() {}

  /**
   * Writes rows of these columns in that format.
   *
   * @param schema what Avro and Parquet files have; the other formats do not look at it
   * @param out closed with the writer, and left to the caller if this fails
   * @throws IllegalArgumentException if the columns cannot be written, or for {@link
   *     RecordFormat#REJECTED}, which has no rows
   */
  public static RowWriter open(
      RecordFormat format, List<Type.StructField> columns, Schema schema, OutputStream out)
      throws IOException {
    return switch (format) {
      case CSV -> CsvWriter.open(columns, out);
      case JSONL -> JsonLinesWriter.open(columns, out);
      case AVRO -> AvroWriter.open(columns, schema, out);
      case PARQUET -> ParquetWriter.open(columns, schema, out);
      case REJECTED -> throw new IllegalArgumentException("No rows are written as " + format);
    };
  }
}
