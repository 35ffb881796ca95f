package dev.lintel.engines;

import com.google.common.collect.ImmutableList;

/** The types of Spark SQL. */
final class SparkTypes {
  private static final String MILLISECONDS =
      "Spark's default format of timestamps ends at milliseconds";
  private static final String NO_SECONDS =
      "Spark writes local time with an offset, and leaves out the seconds that offsets had before"
          + " standard time";
  private static final String BARE_NUMBER =
      "Spark writes an interval as a bare number of microseconds or months";

  static final ImmutableList<EngineType> ALL =
      ImmutableList.of(
          EngineType.of("BOOLEAN", "BOOL").with("true").with("false"),
          EngineType.of("TINYINT", "INT64").with("-128").with("127"),
          EngineType.of("SMALLINT", "INT64").with("-32768").with("32767"),
          EngineType.of("INT", "INT64").with("-2147483648").with("2147483647"),
          EngineType.of("BIGINT", "INT64").with("-9223372036854775808").with("9223372036854775807"),
          EngineType.of("FLOAT", "FLOAT32")
              .with("1.5")
              .with("3.4028235E38")
              .with("1.4E-45")
              .with("'NaN'", "NaN")
              .with("'-Infinity'", "-Infinity"),
          EngineType.of("DOUBLE", "FLOAT64")
              .with("0.1")
              .with("1.7976931348623157E308")
              .with("4.9E-324")
              .with("'NaN'", "NaN")
              .with("'Infinity'", "Infinity"),
          EngineType.of("DECIMAL(9,2)", "NUMERIC").with("1234567.89").with("-0.01"),
          EngineType.of("DECIMAL(18,4)", "NUMERIC").with("12345678901234.5678").with("-0.0001"),
          EngineType.of("DECIMAL(38,9)", "NUMERIC")
              .with("99999999999999999999999999999.999999999")
              .with("-0.000000001"),
          EngineType.of("STRING", "STRING(MAX)")
              .with("a")
              .with("NULL")
              .with("'\\\\N'", "\\N")
              .with("'a, \"b\"; c'", "a, \"b\"; c")
              .with("'C:\\\\new\\\\table'", "C:\\new\\table"),
          EngineType.of("STRING", "STRING(MAX)").titled("STRING, empty").with(""),
          EngineType.of("STRING", "STRING(MAX)")
              .titled("STRING with spaces at the ends")
              .with("'  a  '", "  a  ")
              .losing(EngineFormat.CSV, "Spark removes spaces at the ends", "a"),
          EngineType.of("STRING", "STRING(MAX)")
              .titled("STRING of two lines")
              .with("'a\\nb'", "a\nb"),
          EngineType.of("BINARY", "BYTES(MAX)").with("X'616263'", "YWJj").with("X'00FF'", "AP8="),
          EngineType.of("DATE", "DATE").with("2024-02-29").with("1582-10-15").with("9999-12-31"),
          EngineType.of("DATE", "DATE")
              .titled("DATE before 1582-10-15")
              .with("1500-01-01")
              .with("0001-01-01"),
          EngineType.of("TIMESTAMP", "TIMESTAMP")
              .with("'2024-02-29T12:34:56Z'", "2024-02-29T12:34:56Z")
              .with("'2024-02-29T12:34:56.123Z'", "2024-02-29T12:34:56.123Z")
              .with("'9999-12-31T12:00:00Z'", "9999-12-31T12:00:00Z"),
          EngineType.of("TIMESTAMP", "TIMESTAMP")
              .titled("TIMESTAMP with microseconds")
              .with("'2024-02-29T12:34:56.123456Z'", "2024-02-29T12:34:56.123456Z")
              .losing(EngineFormat.CSV, MILLISECONDS, "2024-02-29T12:34:56.123Z")
              .losing(EngineFormat.JSON_LINES, MILLISECONDS, "2024-02-29T12:34:56.123Z"),
          EngineType.of("TIMESTAMP", "TIMESTAMP")
              .titled("TIMESTAMP of the year 1500")
              .with("'1500-01-01T00:00:00Z'", "1500-01-01T00:00:00Z")
              .losing(EngineFormat.CSV, NO_SECONDS, "1500-01-01T00:00:28Z")
              .losing(EngineFormat.JSON_LINES, NO_SECONDS, "1500-01-01T00:00:28Z"),
          EngineType.of("TIMESTAMP_NTZ", "TIMESTAMP")
              .with("'2024-02-29T12:34:56.123'", "2024-02-29T12:34:56.123Z")
              .with("'0001-01-01T00:00:00'", "0001-01-01T00:00:00Z"),
          EngineType.of("INTERVAL DAY TO SECOND", "STRING(MAX)")
              .with("INTERVAL '45' MINUTE", "INTERVAL '0 00:45:00' DAY TO SECOND")
              .losing(EngineFormat.PARQUET, BARE_NUMBER, "2700000000")
              .losing(EngineFormat.AVRO, BARE_NUMBER, "2700000000"),
          EngineType.of("INTERVAL YEAR TO MONTH", "STRING(MAX)")
              .with("INTERVAL '1-2' YEAR TO MONTH", "INTERVAL '1-2' YEAR TO MONTH")
              .losing(EngineFormat.PARQUET, BARE_NUMBER, "14")
              .losing(EngineFormat.AVRO, BARE_NUMBER, "14"),
          EngineType.of("ARRAY<BOOLEAN>", "ARRAY<BOOL>").with("array(true, NULL)", "[true,null]"),
          EngineType.of("ARRAY<INT>", "ARRAY<INT64>")
              .with("array(1, NULL, 3)", "[1,null,3]")
              .with("array()", "[]"),
          EngineType.of("ARRAY<DOUBLE>", "ARRAY<FLOAT64>").with("array(0.1, NULL)", "[0.1,null]"),
          EngineType.of("ARRAY<DECIMAL(9,2)>", "ARRAY<NUMERIC>")
              .with("array(1.25, NULL)", "[1.25,null]"),
          EngineType.of("ARRAY<STRING>", "ARRAY<STRING(MAX)>")
              .with("array('a', '', NULL, 'say \"x\"')", "[\"a\",\"\",null,\"say \\\"x\\\"\"]"),
          EngineType.of("ARRAY<BINARY>", "ARRAY<BYTES(MAX)>")
              .with("array(X'00FF', NULL)", "[\"AP8=\",null]"),
          EngineType.of("ARRAY<DATE>", "ARRAY<DATE>")
              .with("array(DATE '2024-02-29', NULL)", "[\"2024-02-29\",null]"),
          EngineType.of("ARRAY<TIMESTAMP>", "ARRAY<TIMESTAMP>")
              .with(
                  "array(TIMESTAMP '2024-02-29T12:34:56.5Z', NULL)",
                  "[\"2024-02-29T12:34:56.5Z\",null]"),
          EngineType.of("ARRAY<ARRAY<INT>>", "JSON")
              .with("array(array(1, NULL), array())", "[[1,null],[]]"),
          EngineType.of("STRUCT<a: INT, b: STRING>", "JSON")
              .titled("STRUCT")
              .with("named_struct('a', 1, 'b', 'x')", "{\"a\":1,\"b\":\"x\"}"),
          EngineType.of("MAP<STRING, INT>", "JSON")
              .titled("MAP")
              .with("map('k', 1, 'l', NULL)", "{\"k\":1,\"l\":null}"));

  private SparkTypes() {}
}
