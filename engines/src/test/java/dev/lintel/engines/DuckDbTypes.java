package dev.lintel.engines;

import com.google.common.collect.ImmutableList;

/** The types of DuckDB. */
final class DuckDbTypes {
  private static final String NO_128_BITS = "DuckDB writes its 128-bit integers as DOUBLE";

  private static final String NO_SECONDS =
      "DuckDB writes local time with an offset, and leaves out the seconds that offsets had before"
          + " standard time";

  static final ImmutableList<EngineType> ALL =
      ImmutableList.of(
          EngineType.of("BOOLEAN", "BOOL").with("true").with("false"),
          EngineType.of("TINYINT", "INT64").with("-128").with("127"),
          EngineType.of("SMALLINT", "INT64").with("-32768").with("32767"),
          EngineType.of("INTEGER", "INT64").with("-2147483648").with("2147483647"),
          EngineType.of("BIGINT", "INT64").with("-9223372036854775808").with("9223372036854775807"),
          EngineType.of("HUGEINT", "NUMERIC")
              .with("12345678901234567890123456789")
              .with("-3")
              .losing(EngineFormat.PARQUET, NO_128_BITS, "12345678901234568000000000000", "-3"),
          EngineType.of("UTINYINT", "INT64").with("0").with("255"),
          EngineType.of("USMALLINT", "INT64").with("0").with("65535"),
          EngineType.of("UINTEGER", "INT64").with("0").with("4294967295"),
          EngineType.of("UBIGINT", "INT64")
              .with("9223372036854775807")
              .withUnrepresentable("'18446744073709551615'"),
          EngineType.of("UBIGINT", "NUMERIC")
              .titled("UBIGINT into NUMERIC")
              .with("9223372036854775808")
              .with("18446744073709551615"),
          EngineType.of("UHUGEINT", "NUMERIC")
              .with("12345678901234567890123456789")
              .with("3")
              .losing(EngineFormat.PARQUET, NO_128_BITS, "12345678901234568000000000000", "3"),
          EngineType.of("FLOAT", "FLOAT32")
              .with("1.5")
              .with("3.4028235E38")
              .with("1.4E-45")
              .with("'nan'", "NaN")
              .with("'-inf'", "-Infinity"),
          EngineType.of("DOUBLE", "FLOAT64")
              .with("0.1")
              .with("1.7976931348623157E308")
              .with("4.9E-324")
              .with("-0.0")
              .with("'nan'", "NaN")
              .with("'inf'", "Infinity")
              .with("'-inf'", "-Infinity"),
          EngineType.of("DECIMAL(9,2)", "NUMERIC").with("1234567.89").with("-0.01"),
          EngineType.of("DECIMAL(18,4)", "NUMERIC").with("12345678901234.5678").with("-0.0001"),
          EngineType.of("DECIMAL(38,9)", "NUMERIC")
              .with("99999999999999999999999999999.999999999")
              .with("-0.000000001"),
          EngineType.of("VARCHAR", "STRING(MAX)")
              .with("a")
              .with("")
              .with("NULL")
              .with("\\N")
              .with(" a, \"b\"; ")
              .with("it's")
              .with("C:\\new\\table")
              .with("a\nb\tc"),
          EngineType.of("BLOB", "BYTES(MAX)")
              .with("'\\x00\\xFF'", "AP8=")
              .with("'abc'", "YWJj")
              .with("'\\x5Cx41'", "XHg0MQ==")
              .with("' a '", "IGEg")
              .with("''", ""),
          EngineType.of("DATE", "DATE")
              .with("2024-02-29")
              .with("0001-01-01")
              .with("1500-01-01")
              .with("9999-12-31"),
          EngineType.of("DATE", "DATE").titled("DATE infinity").withUnrepresentable("'infinity'"),
          EngineType.of("TIME", "STRING(MAX)").with("12:34:56.789").with("00:00:00"),
          EngineType.of("TIMETZ", "STRING(MAX)")
              .with("12:34:56+02")
              .losing(EngineFormat.PARQUET, "DuckDB converts a TIMETZ to UTC", "10:34:56"),
          timestamps("TIMESTAMP")
              .with("'2024-02-29 12:34:56.123456'", "2024-02-29T12:34:56.123456Z"),
          timestamps("TIMESTAMP_S"),
          timestamps("TIMESTAMP_MS").with("'2024-02-29 12:34:56.123'", "2024-02-29T12:34:56.123Z"),
          EngineType.of("TIMESTAMP_NS", "TIMESTAMP")
              .with("'2024-02-29 12:34:56.123456789'", "2024-02-29T12:34:56.123456789Z")
              .with("'1969-12-31 23:59:59.999999999'", "1969-12-31T23:59:59.999999999Z"),
          EngineType.of("TIMESTAMP WITH TIME ZONE", "TIMESTAMP")
              .with("'2024-02-29 12:34:56+00'", "2024-02-29T12:34:56Z")
              .with("'1969-12-31 23:59:59.999999+00'", "1969-12-31T23:59:59.999999Z")
              .with("'2024-02-29 12:34:56.123456+00'", "2024-02-29T12:34:56.123456Z"),
          EngineType.of("TIMESTAMP WITH TIME ZONE", "TIMESTAMP")
              .titled("TIMESTAMP WITH TIME ZONE of the year 1500")
              .with("'1500-01-01 00:00:00+00'", "1500-01-01T00:00:00Z")
              .losing(EngineFormat.CSV, NO_SECONDS, "1500-01-01T00:00:28Z")
              .losing(EngineFormat.JSON_LINES, NO_SECONDS, "1500-01-01T00:00:28Z"),
          EngineType.of("TIMESTAMP", "TIMESTAMP")
              .titled("TIMESTAMP infinity")
              .withUnrepresentable("'-infinity'"),
          EngineType.of("INTERVAL", "STRING(MAX)")
              .with("'45 minutes'", "00:45:00")
              .with("'1 month 2 days'", "1 month 2 days")
              .as(EngineFormat.PARQUET, "PT45M", "P1M2D"),
          EngineType.of("INTERVAL", "TIMESTAMP")
              .titled("INTERVAL into TIMESTAMP")
              .withUnrepresentable("'45 minutes'"),
          EngineType.of("UUID", "STRING(MAX)").with("12345678-9abc-4ef0-9234-56789abcdef0"),
          EngineType.of("UUID", "BYTES(16)")
              .titled("UUID into BYTES")
              .with("'12345678-9abc-4ef0-9234-56789abcdef0'", "EjRWeJq8TvCSNFZ4mrze8A=="),
          EngineType.of("JSON", "JSON").with("{\"a\":[1,null,\"x\"]}").with("\"text\"").with("1.5"),
          EngineType.of("ENUM('red', 'dark blue')", "STRING(MAX)").titled("ENUM").with("dark blue"),
          EngineType.of("BIT", "STRING(MAX)").with("10110"),
          EngineType.of("BOOLEAN[]", "ARRAY<BOOL>")
              .with("[true, NULL, false]", "[true,null,false]"),
          EngineType.of("INTEGER[]", "ARRAY<INT64>")
              .with("[1, NULL, 3]", "[1,null,3]")
              .with("[]", "[]"),
          EngineType.of("UINTEGER[]", "ARRAY<INT64>").with("[4294967295]", "[4294967295]"),
          EngineType.of("INTEGER[3]", "ARRAY<INT64>").with("[1, NULL, 3]", "[1,null,3]"),
          EngineType.of("DOUBLE[]", "ARRAY<FLOAT64>").with("[0.1, NULL]", "[0.1,null]"),
          EngineType.of("DECIMAL(9,2)[]", "ARRAY<NUMERIC>").with("[1.25, NULL]", "[1.25,null]"),
          EngineType.of("VARCHAR[]", "ARRAY<STRING(MAX)>")
              .with("['a', '', NULL, 'NULL']", "[\"a\",\"\",null,\"NULL\"]")
              .with("['a, b', 'it''s', 'say \"x\"']", "[\"a, b\",\"it's\",\"say \\\"x\\\"\"]"),
          EngineType.of("BLOB[]", "ARRAY<BYTES(MAX)>")
              .with("['\\x00\\xFF'::BLOB, NULL]", "[\"AP8=\",null]")
              .with("[' a '::BLOB]", "[\"IGEg\"]"),
          EngineType.of("DATE[]", "ARRAY<DATE>")
              .with("['2024-02-29', NULL]", "[\"2024-02-29\",null]"),
          EngineType.of("TIMESTAMP[]", "ARRAY<TIMESTAMP>")
              .with("['2024-02-29 12:34:56.5', NULL]", "[\"2024-02-29T12:34:56.5Z\",null]"),
          EngineType.of("UUID[]", "ARRAY<STRING(MAX)>")
              .with(
                  "['12345678-9abc-4ef0-9234-56789abcdef0', NULL]",
                  "[\"12345678-9abc-4ef0-9234-56789abcdef0\",null]"),
          EngineType.of("INTEGER[][]", "JSON").with("[[1, NULL], []]", "[[1,null],[]]"),
          EngineType.of("STRUCT(a INTEGER, b VARCHAR)", "JSON")
              .titled("STRUCT")
              .with("{'a': 1, 'b': 'x'}", "{\"a\":1,\"b\":\"x\"}")
              .with("{'a': NULL, 'b': NULL}", "{\"a\":null,\"b\":null}"),
          EngineType.of("MAP(VARCHAR, INTEGER)", "JSON")
              .titled("MAP")
              .with("MAP {'k': 1, 'l': NULL}", "{\"k\":1,\"l\":null}"));

  private DuckDbTypes() {}

  private static EngineType timestamps(String sqlType) {
    return EngineType.of(sqlType, "TIMESTAMP")
        .with("'2024-02-29 12:34:56'", "2024-02-29T12:34:56Z")
        .with("'1500-01-01 00:00:00'", "1500-01-01T00:00:00Z")
        .with("'9999-12-31 23:59:59'", "9999-12-31T23:59:59Z");
  }
}
