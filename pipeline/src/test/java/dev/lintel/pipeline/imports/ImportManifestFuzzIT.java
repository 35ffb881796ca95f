package dev.lintel.pipeline.imports;

import dev.lintel.fuzz.FuzzedParser;
import dev.lintel.fuzz.ParserFuzzing;
import java.util.List;
import java.util.stream.Stream;

/** Manifests of imports, Google's and Lintel's. */
class ImportManifestFuzzIT extends ParserFuzzing {
  @Override
  protected Stream<FuzzedParser> parsers() {
    return Stream.of(
        FuzzedParser.ofText(
            "import manifests",
            List.of(
                """
                {"tables": [
                  {"table_name": "Airports", "file_patterns": ["a-*.csv", "b.csv"],
                   "columns": [{"column_name": "Id", "type_name": "INT64"},
                               {"column_name": "Name", "type_name": "STRING"}]},
                  {"tableName": "Routes", "filePatterns": ["r.csv"]}]}
                """,
                """
                {"tables": [{"table_name": "Airports", "file_patterns": ["a.csv"],
                  "columns": "Id,Name=title,-extra,Source='x'"}]}
                """),
            List.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "null",
                "\"",
                "\\u0000",
                "{\"a\":",
                "[[",
                "\"columns\"",
                "\"columnName\"",
                "\"typeName\"",
                "\"file_patterns\"",
                "\"\"",
                "1",
                "true",
                "'"),
            8_000,
            ImportManifest::parse));
  }
}
