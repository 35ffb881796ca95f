package dev.lintel.benchmarks;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.pipeline.files.avro.ParquetRecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The sample rows in a Parquet file of one row group, compressed with Snappy. */
final class SampleParquetFile {
  static final Schema SCHEMA =
      SchemaBuilder.record("Singer")
          .fields()
          .requiredLong("SingerId")
          .optionalString("FirstName")
          .optionalString("LastName")
          .name("LastUpdated")
          .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
          .noDefault()
          .requiredDouble("Rating")
          .endRecord();

  private SampleParquetFile() {}

  /** Writes the rows to a temporary file, which is deleted when the process ends. */
  static Path write(SampleRows rows) {
    try {
      Path file = Files.createTempFile("singers", ".parquet");
      file.toFile().deleteOnExit();
      try (var writer = ParquetRecordWriter.open(SCHEMA, Files.newOutputStream(file))) {
        for (long key = 0; key < rows.count(); key++) {
          writer.write(record(rows.row(key)));
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericRecord record(Mutation row) {
    Map<String, Value> values = row.asMap();
    Timestamp updated = values.get("LastUpdated").getTimestamp();
    var record = new GenericData.Record(SCHEMA);
    record.put("SingerId", values.get("SingerId").getInt64());
    record.put("FirstName", values.get("FirstName").getString());
    record.put("LastName", values.get("LastName").getString());
    record.put("LastUpdated", updated.getSeconds() * 1_000_000 + updated.getNanos() / 1_000);
    record.put("Rating", values.get("Rating").getFloat64());
    return record;
  }

  /** The row of a record, as the author of a pipeline would write it. */
  static Mutation row(GenericRecord record) {
    return Mutation.newInsertOrUpdateBuilder(SampleRows.TABLE)
        .set("SingerId")
        .to((Long) record.get("SingerId"))
        .set("FirstName")
        .to(record.get("FirstName").toString())
        .set("LastName")
        .to(record.get("LastName").toString())
        .set("LastUpdated")
        .to(Timestamp.ofTimeMicroseconds((Long) record.get("LastUpdated")))
        .set("Rating")
        .to((Double) record.get("Rating"))
        .build();
  }
}
