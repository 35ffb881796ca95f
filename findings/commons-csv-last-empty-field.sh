#!/usr/bin/env bash
# commons-csv 1.14.1. setTrailingDelimiter(true) is for files whose records end in a delimiter: "a,b," has two fields
# then. A record without that delimiter keeps all fields, except if the last one is a quoted empty text, which is dropped
# like the field that a trailing delimiter would have made.
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
    <dependency><groupId>org.apache.commons</groupId><artifactId>commons-csv</artifactId><version>1.14.1</version></dependency>
  </dependencies>
</project>
POM
"$root/mvnw" -q -B -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
  -DoutputDirectory=lib -DincludeScope=runtime

cat > Main.java <<'JAVA'
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

public class Main {
  public static void main(String[] args) throws Exception {
    CSVFormat format = CSVFormat.DEFAULT.builder().setTrailingDelimiter(true).get();
    for (String record : List.of("a,b,", "a,b", "a,\"\",", "a,\" \"", "a,\"\"")) {
      List<String> fields = format.parse(new StringReader(record)).getRecords().get(0).toList();
      System.out.println(record + " -> " + fields.size() + " " + fields);
    }
  }
}
JAVA
java -cp 'lib/*' Main.java > actual 2> errors || { cat errors >&2; exit 1; }

cat > expected <<'TEXT'
a,b, -> 2 [a, b]
a,b -> 2 [a, b]
a,"", -> 2 [a, ]
a," " -> 2 [a,  ]
a,"" -> 1 [a]
TEXT
cat actual
if ! diff expected actual > changes; then
  echo "This has changed:" >&2
  cat changes >&2
  exit 1
fi
