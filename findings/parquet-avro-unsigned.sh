#!/usr/bin/env bash
# DuckDB 1.5.6 and parquet-avro 1.15.2. A UINTEGER is an INT32 that is annotated as unsigned. parquet-avro reads the bits
# as a signed int, and the Avro schema that it returns is a plain int, so that nothing shows the difference. The same holds
# for 64 bits, which do not fit into a long.
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
    <dependency><groupId>org.duckdb</groupId><artifactId>duckdb_jdbc</artifactId><version>1.5.6.0</version></dependency>
    <dependency><groupId>org.apache.parquet</groupId><artifactId>parquet-avro</artifactId><version>1.15.2</version></dependency>
    <dependency><groupId>org.apache.hadoop</groupId><artifactId>hadoop-client-runtime</artifactId><version>3.4.2</version></dependency>
  </dependencies>
</project>
POM
"$root/mvnw" -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory=lib -DincludeScope=runtime

cat > Main.java <<'JAVA'
import java.nio.file.Path;
import java.sql.DriverManager;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

public class Main {
  public static void main(String[] args) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT 4294967295::UINTEGER AS a, 18446744073709551615::UBIGINT AS b) TO 'a.parquet'");
    }
    var file = new LocalInputFile(Path.of("a.parquet"));
    try (var footer = ParquetFileReader.open(file)) {
      footer.getFileMetaData().getSchema().getFields().forEach(System.out::println);
    }
    try (var reader =
        AvroParquetReader.<GenericRecord>builder(file, new PlainParquetConfiguration()).build()) {
      GenericRecord record = reader.read();
      record.getSchema().getFields().forEach(field -> System.out.println(field.schema()));
      System.out.println(record);
    }
  }
}
JAVA
java -cp 'lib/*' Main.java > actual 2> errors || { cat errors >&2; exit 1; }

cat > expected <<'TEXT'
optional int32 a (INTEGER(32,false))
optional int64 b (INTEGER(64,false))
["null","int"]
["null","long"]
{"a": -1, "b": -1}
TEXT
cat actual
if ! diff expected actual > changes; then
  echo "This has changed:" >&2
  cat changes >&2
  exit 1
fi
