package dev.lintel.benchmarks;

import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** The sample rows in Avro, as the author of a pipeline would write them. */
final class AvroFiles {
  static final String SCHEMA =
      SchemaBuilder.record("Singers")
          .fields()
          .requiredLong("SingerId")
          .optionalString("FirstName")
          .optionalString("LastName")
          // Nanoseconds, which a number of Avro does not have.
          .optionalString("LastUpdated")
          .optionalDouble("Rating")
          .endRecord()
          .toString();

  private AvroFiles() {}

  static Schema schema() {
    return new Schema.Parser().parse(SCHEMA);
  }

  static GenericRecord record(Struct row, Schema schema) {
    var record = new GenericData.Record(schema);
    record.put("SingerId", row.getLong(0));
    record.put("FirstName", row.getString(1));
    record.put("LastName", row.getString(2));
    record.put("LastUpdated", row.getTimestamp(3).toString());
    record.put("Rating", row.getDouble(4));
    return record;
  }

  static Mutation row(GenericRecord record) {
    return Mutation.newInsertOrUpdateBuilder(SampleRows.TABLE)
        .set("SingerId")
        .to((Long) record.get("SingerId"))
        .set("FirstName")
        .to(record.get("FirstName").toString())
        .set("LastName")
        .to(record.get("LastName").toString())
        .set("LastUpdated")
        .to(Timestamp.parseTimestamp(record.get("LastUpdated").toString()))
        .set("Rating")
        .to((Double) record.get("Rating"))
        .build();
  }

  /** Returns the Avro files of the table below a folder. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains(".avro"))
          .sorted()
          .toList();
    }
  }

  /** Counts the records of all Avro files below a folder. */
  static long countRows(Path folder) throws IOException {
    long rows = 0;
    for (Path file : in(folder)) {
      try (var reader =
          new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
        while (reader.hasNext()) {
          rows += reader.getBlockCount();
          reader.nextBlock();
        }
      }
    }
    return rows;
  }
}
