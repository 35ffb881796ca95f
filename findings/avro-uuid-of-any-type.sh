#!/usr/bin/env bash
# Avro 1.11.4. The specification says that a logical type which does not fit its schema is ignored. A "date" of a
# string is ignored, a "uuid" of an int is not: getLogicalType() returns it. Code that goes by the logical type alone
# takes the int for a UUID, and must look at the type of the schema, too.
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
    <dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId><version>1.11.4</version></dependency>
  </dependencies>
</project>
POM
"$root/mvnw" -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory=lib -DincludeScope=runtime

cat > Main.java <<'JAVA'
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

public class Main {
  public static void main(String[] args) {
    for (String schema :
        List.of(
            "{\"type\": \"string\", \"logicalType\": \"date\"}",
            "{\"type\": \"int\", \"logicalType\": \"uuid\"}",
            "{\"type\": \"boolean\", \"logicalType\": \"uuid\"}")) {
      LogicalType type = new Schema.Parser().parse(schema).getLogicalType();
      System.out.println(schema + " -> " + (type == null ? "no logical type" : type.getName()));
    }
  }
}
JAVA
java -cp 'lib/*' Main.java > actual 2> errors || { cat errors >&2; exit 1; }

cat > expected <<'TEXT'
{"type": "string", "logicalType": "date"} -> no logical type
{"type": "int", "logicalType": "uuid"} -> uuid
{"type": "boolean", "logicalType": "uuid"} -> uuid
TEXT
cat actual
if ! diff expected actual > changes; then
  echo "This has changed:" >&2
  cat changes >&2
  exit 1
fi
