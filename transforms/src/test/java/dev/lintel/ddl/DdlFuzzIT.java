package dev.lintel.ddl;

import com.google.cloud.spanner.Dialect;
import com.google.common.collect.ImmutableList;
import dev.lintel.fuzz.FuzzedParser;
import dev.lintel.fuzz.ParserFuzzing;
import java.util.List;
import java.util.stream.Stream;

/** Scripts of DDL that users write, and DDL that a server prints. */
class DdlFuzzIT extends ParserFuzzing {
  private static final int INPUTS = 1_500;

  private static final ImmutableList<String> WORDS =
      ImmutableList.of(
          "(",
          ")",
          "<",
          ">",
          "[",
          "]",
          ",",
          ";",
          ".",
          "=",
          "`",
          "'",
          "\"",
          "'''",
          "$$",
          "$a$",
          "--",
          "/*",
          "*/",
          "#",
          "\\",
          "ARRAY<",
          "STRUCT<",
          "STRING(",
          "MAX",
          "0x",
          "CREATE TABLE ",
          "ALTER TABLE ",
          " ADD ",
          " COLUMN ",
          " PRIMARY KEY ",
          " NOT NULL",
          " DEFAULT (",
          " AS (",
          " STORED",
          " OPTIONS (",
          " INTERLEAVE IN PARENT ",
          " REFERENCES ",
          " CONSTRAINT ",
          " CHECK (",
          " FOREIGN KEY ",
          " ON DELETE CASCADE",
          " IF NOT EXISTS ",
          "CREATE INDEX ",
          " DESC",
          " STORING (",
          " ROW DELETION POLICY (",
          " RENAME TO ",
          " DROP ",
          "bigint",
          "varchar(",
          "timestamptz",
          "[]",
          "GENERATED ALWAYS AS ",
          "ALTER DATABASE ",
          " SET ");

  @Override
  protected Stream<FuzzedParser> parsers() {
    return Stream.of(
            DdlScripts.resource("everything-googlesql.sql", Dialect.GOOGLE_STANDARD_SQL),
            DdlScripts.resource("everything-postgres.sql", Dialect.POSTGRESQL))
        .map(DdlScripts.Named::script)
        .flatMap(script -> Stream.of(ofScripts(script), ofPrinted(script)));
  }

  private static List<String> samples(DdlScript script) {
    return script.getStatements().stream().map(DdlStatement::getText).toList();
  }

  private static FuzzedParser ofScripts(DdlScript script) {
    Dialect dialect = script.getDialect();
    return FuzzedParser.ofText(
            "scripts in " + dialect,
            samples(script),
            WORDS,
            INPUTS,
            text -> {
              DdlScript read = DdlScript.parse(text, dialect);
              read.missingFrom(List.of(text));
              read.planned();
            })
        .withRefusal("^Line \\d+: ");
  }

  /** What a server prints is read, whatever it is: it may be newer than this release. */
  private static FuzzedParser ofPrinted(DdlScript script) {
    Dialect dialect = script.getDialect();
    return FuzzedParser.ofText(
            "printed in " + dialect,
            samples(script),
            WORDS,
            INPUTS,
            text -> {
              SchemaScript.of(dialect, List.of(text));
              DatabaseDefinition definition = DatabaseDefinition.of(dialect, List.of(text));
              SchemaScript.of(definition).forDatabase("other");
            })
        .withRefusal("nothing is refused");
  }
}
