#!/usr/bin/env bash
# DuckDB 1.5.6. Before standard time the offset of a zone has seconds. DuckDB writes the local time with them and the
# offset without them (05:53:28+05:53), and so reads an instant back that is 28 seconds later. PostgreSQL writes
# +05:53:28.
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
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'Asia/Kolkata'");
      statement.execute("CREATE TABLE t AS SELECT TIMESTAMPTZ '1500-01-01 00:00:00+00' AS v");
      statement.execute("COPY t TO 'a.csv'");
      Files.readAllLines(Path.of("a.csv")).forEach(System.out::println);
      statement.execute("CREATE TABLE copy AS SELECT * FROM t LIMIT 0");
      statement.execute("COPY copy FROM 'a.csv'");
      try (var rows = statement.executeQuery("SELECT epoch(copy.v) - epoch(t.v) FROM copy, t")) {
        rows.next();
        System.out.println(rows.getString(1) + " seconds later");
      }
    }
  }
}
JAVA
java -cp 'lib/*' Main.java > actual 2> errors || { cat errors >&2; exit 1; }

cat > expected <<'TEXT'
v
1500-01-01 05:53:28+05:53
28.0 seconds later
TEXT
cat actual
if ! diff expected actual > changes; then
  echo "This has changed:" >&2
  cat changes >&2
  exit 1
fi
