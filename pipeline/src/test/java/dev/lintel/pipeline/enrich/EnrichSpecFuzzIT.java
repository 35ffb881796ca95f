package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.TextFormat;
import dev.lintel.ddl.DdlScript;
import dev.lintel.fuzz.FuzzedParser;
import dev.lintel.fuzz.ParserFuzzing;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.records.CsvFields;
import dev.lintel.schema.DatabaseSchema;
import java.util.List;
import java.util.stream.Stream;

/** Specs of lookups, and what they say of two tables and the fields of a file. */
class EnrichSpecFuzzIT extends ParserFuzzing {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              """
              CREATE TABLE Products (Id INT64 NOT NULL, Name STRING(20), Price NUMERIC)
                PRIMARY KEY (Id);
              CREATE INDEX ByName ON Products (Name);
              CREATE TABLE Parts (Id INT64 NOT NULL, Nr INT64 NOT NULL, At TIMESTAMP)
                PRIMARY KEY (Id, Nr), INTERLEAVE IN PARENT Products;
              """,
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @Override
  protected Stream<FuzzedParser> parsers() {
    return Stream.of(
        FuzzedParser.ofText(
            "enrich specs",
            List.of(
                """
                {"fields": {"product": "INT64"}, "lookups": [
                  {"name": "product", "table": "Products", "key": {"Id": "product"},
                   "columns": {"Product": "Name", "Price": "Price"}, "whenMissing": "null"},
                  {"name": "part", "table": "Parts", "key": {"Id": "product", "Nr": "part"},
                   "columns": {"At": "At"}, "whenMissing": "reject"}]}
                """,
                """
                {"lookups": [{"name": "n", "table": "Products", "index": "ByName",
                  "key": {"Name": "name"}, "columns": {"Id": "Id"}}]}
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
                "\"lookups\"",
                "\"key\"",
                "\"columns\"",
                "\"index\"",
                "\"whenMissing\"",
                "\"drop\"",
                "\"fields\"",
                "\"\"",
                "1",
                "true"),
            2_000,
            EnrichSpecFuzzIT::plan));
  }

  private static void plan(String text) {
    EnrichSpec spec = EnrichSpec.parse(text);
    var fields =
        new CsvFields(
            ImmutableList.of("product", "part", "name"), ImmutableMap.of(), TextFormat.defaults());
    var problems = new Problems();
    var planner = new LookupPlanner(SCHEMA, fields, problems);
    spec.lookups().forEach(planner::add);
    if (problems.isEmpty()) {
      planner.lookups(3);
    }
  }
}
