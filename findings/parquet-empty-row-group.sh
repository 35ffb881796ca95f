#!/usr/bin/env bash
# parquet-hadoop 1.15.2. A row group may have no rows; Arrow's writers make one for an empty table or batch. readNextRowGroup
# passes over such a group and returns the one behind it, while skipNextRowGroup takes it for one. So whoever counts the
# groups that were read, to know where in the file a record is, is one group behind from there on.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.parquet</groupId><artifactId>parquet-hadoop</artifactId><version>1.15.2</version></dependency>
    <dependency><groupId>org.apache.hadoop</groupId><artifactId>hadoop-client-runtime</artifactId><version>3.4.2</version></dependency>
  </dependencies>
</project>
POM
"$root/mvnw" -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory=lib -DincludeScope=runtime

cat > Main.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

public class Main {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType("message m { required int32 a; }");

  private static LocalInputFile rows(String name, int count) throws Exception {
    Path path = Path.of(name);
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(SCHEMA)
            .build()) {
      var groups = new SimpleGroupFactory(SCHEMA);
      for (int i = 0; i < count; i++) {
        writer.write(groups.newGroup().append("a", i));
      }
    }
    return new LocalInputFile(path);
  }

  /** parquet-java's own writer refuses to write one. */
  private static void putEmptyGroupBetween(Path path) throws Exception {
    byte[] bytes = Files.readAllBytes(path);
    var ends = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = ends.getInt(bytes.length - 8);
    int start = bytes.length - 8 - length;
    FileMetaData footer =
        Util.readFileMetaData(new ByteArrayInputStream(bytes, start, length));
    RowGroup empty = footer.getRow_groups().get(0).deepCopy();
    empty.setNum_rows(0).setTotal_byte_size(0);
    empty.getColumns().get(0).getMeta_data()
        .setNum_values(0).setTotal_compressed_size(0).setTotal_uncompressed_size(0);
    footer.getRow_groups().add(1, empty);
    var changed = new ByteArrayOutputStream();
    changed.write(bytes, 0, start);
    Util.writeFileMetaData(footer, changed);
    int newLength = changed.size() - start;
    changed.write(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(newLength).array());
    changed.write(bytes, bytes.length - 4, 4);
    Files.write(path, changed.toByteArray());
  }

  public static void main(String[] args) throws Exception {
    Path path = Path.of("three.parquet");
    var writer =
        new ParquetFileWriter(
            new LocalOutputFile(path), SCHEMA, ParquetFileWriter.Mode.CREATE, 1 << 20, 0);
    writer.start();
    writer.appendFile(rows("two", 2));
    writer.appendFile(rows("three", 3));
    writer.end(Map.of());
    putEmptyGroupBetween(path);

    var file = new LocalInputFile(path);
    try (var reader = ParquetFileReader.open(file)) {
      System.out.println(
          "in the file: " + reader.getRowGroups().stream().map(BlockMetaData::getRowCount).toList());
      List<Long> read = new ArrayList<>();
      for (PageReadStore group; (group = reader.readNextRowGroup()) != null; ) {
        read.add(group.getRowCount());
      }
      System.out.println("read: " + read);
    }
    try (var reader = ParquetFileReader.open(file)) {
      int skipped = 0;
      while (reader.skipNextRowGroup()) {
        skipped++;
      }
      System.out.println("skipped: " + skipped);
    }
  }
}
JAVA
java -cp 'lib/*' Main.java > actual 2> errors || { cat errors >&2; exit 1; }

cat > expected <<'TEXT'
in the file: [2, 0, 3]
read: [2, 3]
skipped: 3
TEXT
cat actual
if ! diff expected actual > changes; then
  echo "This has changed:" >&2
  cat changes >&2
  exit 1
fi
