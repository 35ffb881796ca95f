package dev.lintel.flink;

import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Statement;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.connection.SpannerConnections;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** A table of many rows, as one file and in a database. */
final class BigTable {

  static final int ROWS = 300_000;

  static final String DDL =
      "CREATE TABLE Big (Id INT64 NOT NULL, Name STRING(MAX), Town STRING(MAX), Amount INT64)"
          + " PRIMARY KEY (Id)";

  private static final Schema SCHEMA =
      SchemaBuilder.record("Big")
          .fields()
          .requiredLong("Id")
          .requiredString("Name")
          .requiredString("Town")
          .requiredLong("Amount")
          .endRecord();

  private BigTable() {}

  private static String name(int row) {
    return "Customer number %d".formatted(row * 7919L % ROWS);
  }

  private static String town(int row) {
    return "Town %d on the river %d".formatted(row % 997, row % 31);
  }

  /** Writes all rows into one file. */
  static void writeCsv(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("Id,Name,Town,Amount\n");
      for (int i = 0; i < ROWS; i++) {
        out.write("%d,%s,%s,%d\n".formatted(i, name(i), town(i), i % 1000));
      }
    }
  }

  /** Writes all rows into one file, in blocks of the library's usual size. */
  static void writeAvro(Path file) throws IOException {
    try (var out = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(SCHEMA))) {
      out.create(SCHEMA, file.toFile());
      for (int i = 0; i < ROWS; i++) {
        var row = new GenericData.Record(SCHEMA);
        row.put("Id", (long) i);
        row.put("Name", name(i));
        row.put("Town", town(i));
        row.put("Amount", (long) (i % 1000));
        out.append(row);
      }
    }
  }

  /** The rows of a database, as one line that two different tables do not share. */
  static String fingerprint(ConnectionConfig config) throws InterruptedException {
    try (var lease = SpannerConnections.acquire(config);
        ResultSet rows =
            lease
                .connection()
                .databaseClient()
                .singleUse()
                .executeQuery(
                    Statement.of(
                        """
                        SELECT FORMAT('%d %d %d', COUNT(*), SUM(Id), BIT_XOR(FARM_FINGERPRINT(
                          CONCAT(CAST(Id AS STRING), '|', Name, '|', Town, '|',
                            CAST(Amount AS STRING))))) FROM Big
                        """))) {
      rows.next();
      return rows.getString(0);
    }
  }

  /** The ids in all data files of the exports in a folder, with those that are there twice. */
  static List<Long> exportedIds(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.getFileName().toString().startsWith("Big.avro")).toList();
    }
    List<Long> ids = new ArrayList<>();
    for (Path file : files) {
      try (var rows =
          new DataFileReader<GenericRecord>(file.toFile(), new GenericDatumReader<>())) {
        rows.forEach(row -> ids.add((Long) row.get("Id")));
      }
    }
    return ids;
  }
}
