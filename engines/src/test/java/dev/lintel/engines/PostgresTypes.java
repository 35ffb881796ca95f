package dev.lintel.engines;

import com.google.common.collect.ImmutableList;

/** The types of PostgreSQL. */
final class PostgresTypes {
  static final ImmutableList<EngineType> ALL =
      ImmutableList.of(
          EngineType.of("boolean", "BOOL").with("true").with("false"),
          EngineType.of("smallint", "INT64").with("-32768").with("32767"),
          EngineType.of("integer", "INT64").with("-2147483648").with("2147483647"),
          EngineType.of("bigint", "INT64").with("-9223372036854775808").with("9223372036854775807"),
          EngineType.of("real", "FLOAT32")
              .with("1.5")
              .with("3.4028235e+38")
              .with("1e-45")
              .with("NaN")
              .with("-Infinity"),
          EngineType.of("double precision", "FLOAT64")
              .with("0.1")
              .with("1.7976931348623157e+308")
              .with("5e-324")
              .with("NaN")
              .with("Infinity"),
          EngineType.of("numeric", "NUMERIC")
              .with("99999999999999999999999999999.999999999")
              .with("-0.000000001"),
          EngineType.of("numeric", "NUMERIC").titled("numeric NaN").withUnrepresentable("'NaN'"),
          EngineType.of("money", "NUMERIC").withUnrepresentable("1234.5"),
          EngineType.of("text", "STRING(MAX)")
              .with("a")
              .with("")
              .with("NULL")
              .with("\\N")
              .with("\\.")
              .with(" a, \"b\"; ")
              .with("it's")
              .with("C:\\new\\table")
              .with("E'a\\nb\\tc\\rd'", "a\nb\tc\rd")
              .with("E'a\\x0Bb\\bc\\fd'", "a\u000bb\bc\fd"),
          EngineType.of("char(5)", "STRING(MAX)").with("'ab'", "ab   "),
          EngineType.of("bytea", "BYTES(MAX)")
              .with("'\\x00ff'", "AP8=")
              .with("'abc'::bytea", "YWJj")
              .with("''", ""),
          EngineType.of("date", "DATE")
              .with("2024-02-29")
              .with("0001-01-01")
              .with("1500-01-01")
              .with("9999-12-31"),
          EngineType.of("date", "DATE")
              .titled("date infinity, BC")
              .withUnrepresentable("'infinity'")
              .withUnrepresentable("'0044-03-15 BC'"),
          EngineType.of("time", "STRING(MAX)").with("12:34:56.789"),
          EngineType.of("timetz", "STRING(MAX)").with("12:34:56+02"),
          EngineType.of("timestamp", "TIMESTAMP")
              .with("'2024-02-29 12:34:56'", "2024-02-29T12:34:56Z")
              .with("'2024-02-29 12:34:56.123456'", "2024-02-29T12:34:56.123456Z")
              .with("'0001-01-01 00:00:00'", "0001-01-01T00:00:00Z"),
          EngineType.of("timestamptz", "TIMESTAMP")
              .with("'2024-02-29 12:34:56Z'", "2024-02-29T12:34:56Z")
              .with("'2024-02-29 12:34:56.5Z'", "2024-02-29T12:34:56.5Z")
              .with("'2024-02-29 12:34:56.123456Z'", "2024-02-29T12:34:56.123456Z"),
          EngineType.of("timestamptz", "TIMESTAMP")
              .titled("timestamptz of the year 1500")
              .with("'1500-01-01 00:00:00Z'", "1500-01-01T00:00:00Z"),
          EngineType.of("timestamptz", "TIMESTAMP")
              .titled("timestamptz infinity")
              .withUnrepresentable("'-infinity'"),
          EngineType.of("interval", "STRING(MAX)")
              .with("00:45:00")
              .with("'1 month 2 days'", "1 mon 2 days"),
          EngineType.of("uuid", "STRING(MAX)").with("12345678-9abc-4ef0-9234-56789abcdef0"),
          EngineType.of("json", "JSON")
              .with("{\"a\": [1, null, \"x\\n\"]}")
              .with("\"text\"")
              .with("null"),
          EngineType.of("jsonb", "JSON").with("{\"a\": [1, null, \"x\\n\"]}").with("1.5"),
          EngineType.of("bit(5)", "STRING(MAX)").with("10110"),
          EngineType.of("inet", "STRING(MAX)").with("192.168.1.0/24"),
          EngineType.of("int4range", "STRING(MAX)").with("[1,5)"),
          EngineType.of("boolean[]", "ARRAY<BOOL>").with("'{t,NULL,f}'", "[true,null,false]"),
          EngineType.of("integer[]", "ARRAY<INT64>")
              .with("'{1,NULL,3}'", "[1,null,3]")
              .with("'{}'", "[]"),
          EngineType.of("double precision[]", "ARRAY<FLOAT64>")
              .with("'{0.1,NULL,Infinity}'", "[0.1,null,\"Infinity\"]"),
          EngineType.of("numeric[]", "ARRAY<NUMERIC>").with("'{1.25,NULL}'", "[1.25,null]"),
          EngineType.of("text[]", "ARRAY<STRING(MAX)>")
              .with("array['a', '', NULL, 'NULL']", "[\"a\",\"\",null,\"NULL\"]")
              .with(
                  "array['a, b', '{x}', 'say \"x\"', 'C:\\new']",
                  "[\"a, b\",\"{x}\",\"say \\\"x\\\"\",\"C:\\\\new\"]"),
          EngineType.of("bytea[]", "ARRAY<BYTES(MAX)>")
              .with("array['\\x00ff'::bytea, NULL]", "[\"AP8=\",null]"),
          EngineType.of("date[]", "ARRAY<DATE>")
              .with("'{2024-02-29,NULL}'", "[\"2024-02-29\",null]"),
          EngineType.of("timestamptz[]", "ARRAY<TIMESTAMP>")
              .with("'{2024-02-29 12:34:56.5Z,NULL}'", "[\"2024-02-29T12:34:56.5Z\",null]"),
          EngineType.of("integer[][]", "JSON").with("'{{1,NULL},{3,4}}'", "[[1,null],[3,4]]"));

  private PostgresTypes() {}
}
