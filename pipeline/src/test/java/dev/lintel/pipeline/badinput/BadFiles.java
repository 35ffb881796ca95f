package dev.lintel.pipeline.badinput;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Files that jobs must refuse, or of which they must reject records. */
final class BadFiles {
  private BadFiles() {}

  /** Makes all of them in a folder. */
  static void make(Path folder) throws IOException {
    text(folder, "good.csv", "1,Ada,3\n2,Bob,4\n");
    text(folder, "header.csv", "Id,Name,Kind\n1,Ada,3\n");
    text(folder, "other-header.csv", "Id,Nam,Kind\n1,Ada,3\n");
    text(folder, "twice-header.csv", "Id,Name,Id\n1,Ada,3\n");
    text(folder, "four-fields.csv", "1,Ada,3,4\n2,Bob,4,5\n");
    text(folder, "open-quote.csv", "1,\"Ada,3\n2,Bob,4\n");
    text(folder, "empty.csv", "");
    text(folder, "nul.csv", "1,A\0da,3\n");
    text(folder, "words.csv", "one,Ada,3\ntwo,Bob,4\n");
    bytes(folder, "latin1.csv", "1,Jos\u00e9,3\n".getBytes(StandardCharsets.ISO_8859_1));
    text(folder, "good.jsonl", "{\"Id\":1,\"Name\":\"Ada\",\"Kind\":3}\n");
    text(folder, "other.jsonl", "{\"Id\":1,\"Nam\":\"Ada\",\"Kind\":3}\n");
    text(folder, "open.json", "[{\"Id\":1},");
    text(folder, "not.json", "Id: 1\n");
    text(folder, "deep.json", "{\"lookups\": " + "[".repeat(10_000));
    bytes(folder, "cut.avro", cut(avro()));
    bytes(folder, "good.avro", avro());
    text(folder, "text.avro", "1,Ada,3\n");
    text(folder, "text.parquet", "1,Ada,3\n1,Ada,3\n");
    bytes(folder, "cut.csv.gz", cut(gzip("1,Ada,3\n2,Bob,4\n")));
    text(folder, "text.csv.gz", "1,Ada,3\n");
    bytes(folder, "large.csv.gz", gzip("1,Ada,3\n".repeat(1_000)));
    bytes(folder, "large.jsonl.gz", gzip("{\"c\": 1}\n".repeat(1_000)));
    text(folder, "good.csv.lzo", "1,Ada,3\n");
    text(folder, "good.xlsx", "PK");
    Files.createDirectories(folder.resolve("empty-folder"));
    Files.createDirectories(folder.resolve("half-export"));
    text(folder, "half-export/Customers-manifest.json", "{\"files\":[{\"name\":\"x.avro\"}]}");
    Files.createDirectories(folder.resolve("outside-export"));
    text(
        folder,
        "outside-export/spanner-export.json",
        "{\"tables\":[{\"name\":\"Customers\",\"manifestFile\":\"../Customers-manifest.json\"}]}");
    Files.createDirectories(folder.resolve("outside-files"));
    text(
        folder,
        "outside-files/spanner-export.json",
        "{\"tables\":[{\"name\":\"Customers\",\"manifestFile\":\"Customers-manifest.json\"}]}");
    text(
        folder,
        "outside-files/Customers-manifest.json",
        "{\"files\":[{\"name\":\"../good.avro\",\"md5\":\"\"}]}");
    Files.createDirectories(folder.resolve("unnamed-files"));
    text(
        folder,
        "unnamed-files/spanner-export.json",
        "{\"tables\":[{\"name\":\"Customers\",\"dataFiles\":[\"good\\u0000.avro\"]}]}");
    plainAvro(folder);
    manifests(folder);
    specs(folder);
    ddl(folder);
  }

  /** A folder as Google's import takes it, with a file that another program wrote. */
  private static void plainAvro(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("keyless-export"));
    bytes(folder, "keyless-export/people.avro", avro());
    text(
        folder,
        "keyless-export/spanner-export.json",
        "{\"tables\":[{\"name\":\"People\",\"dataFiles\":[\"people.avro\"]}]}");
  }

  private static void manifests(Path folder) throws IOException {
    text(folder, "manifest-array.json", "[]");
    text(folder, "manifest-empty.json", "{}");
    text(folder, "manifest-typo.json", "{\"table\": []}");
    text(folder, "manifest-twice.json", "{\"tables\": [], \"tables\": []}");
    text(
        folder,
        "manifest-dialect.json",
        "{\"dialect\": \"POSTGRESQL\", \"tables\": [{\"table_name\": \"Customers\","
            + " \"file_patterns\": [\"good.csv\"]}]}");
    text(folder, "manifest-text.json", "{\"tables\": \"Customers\"}");
    text(folder, "manifest-no-files.json", "{\"tables\": [{\"table_name\": \"Customers\"}]}");
    text(
        folder,
        "manifest-unknown-table.json",
        "{\"tables\": [{\"table_name\": \"Custmers\", \"file_patterns\": [\"good.csv\"]}]}");
    text(
        folder,
        "manifest-unknown-column.json",
        """
        {"tables": [{"table_name": "Customers", "file_patterns": ["good.csv"],
          "columns": [{"column_name": "Id", "type_name": "INT64"},
                      {"column_name": "Nam", "type_name": "STRING"}]}]}
        """);
    text(
        folder,
        "manifest-no-match.json",
        "{\"tables\": [{\"table_name\": \"Customers\", \"file_patterns\": [\"none-*.csv\"]}]}");
  }

  private static void specs(Path folder) throws IOException {
    text(folder, "spec-empty.json", "{}");
    text(folder, "spec-array.json", "[1]");
    text(folder, "spec-open.json", "{\"lookups\": [");
    text(folder, "spec-key-array.json", lookup("\"table\": \"Customers\", \"key\": [\"c\"]"));
    text(
        folder,
        "spec-table.json",
        lookup(
            "\"table\": \"Custmers\", \"key\": {\"Id\": \"c\"}, \"columns\": {\"n\": \"Name\"}"));
    text(
        folder,
        "spec-column.json",
        lookup(
            "\"table\": \"Customers\", \"key\": {\"Id\": \"c\"}, \"columns\": {\"n\": \"Nam\"}"));
    text(
        folder,
        "spec-key.json",
        lookup(
            "\"table\": \"Customers\", \"key\": {\"Name\": \"c\"}, \"columns\": {\"n\":"
                + " \"Kind\"}"));
    text(
        folder,
        "spec-missing.json",
        lookup(
            "\"table\": \"Customers\", \"key\": {\"Id\": \"c\"}, \"columns\": {\"n\": \"Name\"},"
                + " \"whenMissing\": \"skip\""));
    text(
        folder,
        "spec-sql.json",
        lookup(
            "\"table\": \"(SELECT 1)\", \"key\": {\"Id\": \"c\"}, \"columns\": {\"n\": \"Name\"}"));
    text(
        folder,
        "spec-cyclic.json",
        """
        {"lookups": [
          {"name": "a", "table": "Customers", "key": {"Id": "fromB"}, "columns": {"fromA": "Kind"}},
          {"name": "b", "table": "Customers", "key": {"Id": "fromA"}, "columns": {"fromB": "Kind"}}]}
        """);
    text(
        folder,
        "spec-good.json",
        lookup(
            "\"table\": \"Customers\", \"key\": {\"Id\": \"c\"}, \"columns\": {\"n\": \"Name\"}"));
    text(folder, "records.jsonl", "{\"c\": 1}\n");
  }

  private static void ddl(Path folder) throws IOException {
    text(folder, "ddl-select.sql", "SELECT 1;");
    text(folder, "ddl-drop.sql", "DROP TABLE Customers;");
    text(folder, "ddl-open.sql", "CREATE TABLE T (Id INT64");
    text(folder, "ddl-type.sql", "CREATE TABLE T (Id INTEGER64) PRIMARY KEY (Id);");
    text(folder, "ddl-pg.sql", "CREATE TABLE T (id bigint PRIMARY KEY);");
    text(folder, "ddl-quote.sql", "CREATE TABLE `T (Id INT64) PRIMARY KEY (Id);");
    text(folder, "ddl-empty.sql", "-- nothing\n");
  }

  private static String lookup(String fields) {
    return "{\"lookups\": [{\"name\": \"customer\", " + fields + "}]}";
  }

  private static void text(Path folder, String name, String text) throws IOException {
    bytes(folder, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(Path folder, String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private static byte[] cut(byte[] whole) {
    return Arrays.copyOf(whole, whole.length - 9);
  }

  private static byte[] gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] avro() throws IOException {
    Schema schema =
        SchemaBuilder.record("Customers")
            .fields()
            .requiredLong("Id")
            .optionalString("Name")
            .optionalLong("Kind")
            .endRecord();
    var bytes = new ByteArrayOutputStream();
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, bytes, new byte[16]);
      for (long id = 0; id < 100; id++) {
        writer.append(
            new GenericRecordBuilder(schema)
                .set("Id", id)
                .set("Name", "name " + id)
                .set("Kind", id)
                .build());
      }
    }
    return bytes.toByteArray();
  }
}
