#!/usr/bin/env bash
# DuckDB 1.5.6. JSON has no infinite numbers. Spark writes one as the text "Infinity", and the JSON form of Protocol
# Buffers says so, too. DuckDB takes a column of such texts for DATE, because a date can be infinite there, and reads
# 1900-01-01, a finite date.
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
  </dependencies>
</project>
POM
"$root/mvnw" -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory=lib -DincludeScope=runtime

cat > Main.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;

public class Main {
  public static void main(String[] args) throws Exception {
    Files.writeString(Path.of("a.jsonl"), "{\"v\": \"Infinity\"}\n{\"v\": null}\n");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT typeof(v), CAST(v AS VARCHAR), isinf(v) FROM read_json('a.jsonl')")) {
      while (rows.next()) {
        System.out.println(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
      }
    }
  }
}
JAVA
java -cp 'lib/*' Main.java > actual 2> errors || { cat errors >&2; exit 1; }

cat > expected <<'TEXT'
DATE 1900-01-01 false
DATE null null
TEXT
cat actual
if ! diff expected actual > changes; then
  echo "This has changed:" >&2
  cat changes >&2
  exit 1
fi
