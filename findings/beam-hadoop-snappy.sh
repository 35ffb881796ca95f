#!/usr/bin/env bash
# Beam 2.71.0 and Hadoop 3.4.2. Both give their files the extension .snappy, and mean different framings by it. Beam
# reads what Hadoop (and so Spark, Hive and MapReduce) wrote as no bytes at all, without an error.
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
    <dependency><groupId>org.apache.beam</groupId><artifactId>beam-sdks-java-core</artifactId><version>2.71.0</version></dependency>
    <dependency><groupId>org.apache.hadoop</groupId><artifactId>hadoop-client-runtime</artifactId><version>3.4.2</version></dependency>
  </dependencies>
</project>
POM
"$root/mvnw" -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory=lib -DincludeScope=runtime

cat > Main.java <<'JAVA'
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.Compression;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.SnappyCodec;

public class Main {
  static String read(String file) throws Exception {
    try (FileChannel channel = FileChannel.open(Path.of(file));
        InputStream in =
            Channels.newInputStream(Compression.detect(file).readDecompressed(channel))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", " ").strip();
    }
  }

  public static void main(String[] args) throws Exception {
    SnappyCodec codec = new SnappyCodec();
    codec.setConf(new Configuration());
    try (OutputStream out = codec.createOutputStream(Files.newOutputStream(Path.of("hadoop.snappy")))) {
      out.write("1,a\n2,b\n".getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream in = codec.createInputStream(Files.newInputStream(Path.of("hadoop.snappy")))) {
      System.out.println(
          "Hadoop reads: "
              + new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\n", " ").strip());
    }
    System.out.println("Beam, " + Compression.detect("hadoop.snappy") + ", reads: [" + read("hadoop.snappy") + "]");
  }
}
JAVA
java -cp 'lib/*' Main.java > actual 2> errors || { cat errors >&2; exit 1; }

cat > expected <<'TEXT'
Hadoop reads: 1,a 2,b
Beam, SNAPPY, reads: []
TEXT
cat actual
if ! diff expected actual > changes; then
  echo "This has changed:" >&2
  cat changes >&2
  exit 1
fi
