package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import dev.lintel.ddl.DdlScript;
import dev.lintel.fuzz.FuzzedParser;
import dev.lintel.fuzz.ParserFuzzing;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.schema.DatabaseSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Specs of copies, and what they say of two tables. */
class CopySpecFuzzIT extends ParserFuzzing {
  private static final DatabaseSchema SCHEMA =
      DdlScript.parse(
              """
              CREATE TABLE Users (Id INT64 NOT NULL, Name STRING(20), Born DATE, Data JSON,
                Weight FLOAT64, Tags ARRAY<STRING(MAX)>) PRIMARY KEY (Id);
              CREATE TABLE Visits (Id INT64 NOT NULL, Nr INT64 NOT NULL, At TIMESTAMP)
                PRIMARY KEY (Id, Nr), INTERLEAVE IN PARENT Users;
              """,
              Dialect.GOOGLE_STANDARD_SQL)
          .planned();

  @Override
  protected Stream<FuzzedParser> parsers() {
    return Stream.of(
        FuzzedParser.ofText(
            "copy specs",
            List.of(
                """
                {"salt": "0123456789abcdef", "tables": {
                  "Users": {"where": "Id > 5", "rename": {"Name": "Title"}, "skip": ["Born"],
                    "constants": {"Data": {"a": [1, null]}, "Weight": 1.5},
                    "mask": {"Id": "hash", "Name": {"fixed": "x"}, "Tags": "null"}}}}
                """,
                "{\"tables\": {\"Visits\": {\"where\": \"At IS NULL\"}, \"Users\": {}}}"),
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
                "\"fixed\"",
                "\"hash\"",
                "\"where\"",
                "\"rename\"",
                "\"skip\"",
                "\"constants\"",
                "\"mask\"",
                "\"tables\"",
                "\"\"",
                "1e400",
                "true"),
            5_000,
            CopySpecFuzzIT::plan));
  }

  private static void plan(String text) {
    CopySpec spec = CopySpec.parse(text);
    var problems = new Problems();
    List<TableShape> shapes =
        new SpecTables(
                PipelineOptionsFactory.create().as(CopyOptions.class),
                spec,
                Dialect.GOOGLE_STANDARD_SQL,
                problems)
            .of(SCHEMA.getTables());
    if (problems.isEmpty()) {
      new CopyPlanner(
              Dialect.GOOGLE_STANDARD_SQL,
              SCHEMA,
              Mutation.Op.INSERT_OR_UPDATE,
              false,
              Optional.ofNullable(spec.salt()),
              problems)
          .plan(shapes);
    }
  }
}
