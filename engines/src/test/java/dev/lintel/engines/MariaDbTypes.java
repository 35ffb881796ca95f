package dev.lintel.engines;

import com.google.common.collect.ImmutableList;

/** The types of MariaDB. */
final class MariaDbTypes {
  static final ImmutableList<EngineType> ALL =
      ImmutableList.of(
          EngineType.of("BOOLEAN", "BOOL").with("true", "true").with("false", "false"),
          EngineType.of("TINYINT", "INT64").with("-128").with("127"),
          EngineType.of("INT UNSIGNED", "INT64").with("4294967295"),
          EngineType.of("BIGINT", "INT64").with("-9223372036854775808").with("9223372036854775807"),
          EngineType.of("BIGINT UNSIGNED", "NUMERIC").with("18446744073709551615"),
          EngineType.of("BIGINT UNSIGNED", "INT64")
              .titled("BIGINT UNSIGNED into INT64")
              .with("9223372036854775807")
              .withUnrepresentable("18446744073709551615"),
          EngineType.of("FLOAT", "FLOAT32").with("1.5").with("3.40282e38"),
          EngineType.of("DOUBLE", "FLOAT64").with("0.1").with("1.7976931348623157e308"),
          EngineType.of("DECIMAL(38,9)", "NUMERIC")
              .with("99999999999999999999999999999.999999999")
              .with("-0.000000001"),
          EngineType.of("VARCHAR(100)", "STRING(MAX)")
              .with("a")
              .with("")
              .with("NULL")
              .with("'\\\\N'", "\\N")
              .with(" a, \"b\"; ")
              .with("it's")
              .with("'C:\\\\new\\\\table'", "C:\\new\\table")
              .with("'a\\nb\\tc\\rd'", "a\nb\tc\rd"),
          EngineType.of("CHAR(5)", "STRING(MAX)").with("'ab'", "ab"),
          EngineType.of("BLOB", "BYTES(MAX)")
              .with("'abc'", "YWJj")
              .with("' a\\n'", "IGEK")
              .with("X'00FF'", "AP8="),
          EngineType.of("BINARY(3)", "BYTES(MAX)").with("'a'", "YQAA"),
          EngineType.of("BIT(1)", "BOOL").with("b'1'", "true").with("b'0'", "false"),
          EngineType.of("DATE", "DATE").with("2024-02-29").with("1000-01-01").with("9999-12-31"),
          EngineType.of("DATE", "DATE")
              .titled("DATE 0000-00-00")
              .withUnrepresentable("'0000-00-00'"),
          EngineType.of("TIME(3)", "STRING(MAX)").with("12:34:56.789").with("-838:59:59.000"),
          EngineType.of("DATETIME(6)", "TIMESTAMP")
              .with("'2024-02-29 12:34:56.123456'", "2024-02-29T12:34:56.123456Z")
              .with("'1500-01-01 00:00:00'", "1500-01-01T00:00:00Z"),
          EngineType.of("TIMESTAMP", "TIMESTAMP")
              .with("'2024-02-29 12:34:56'", "2024-02-29T12:34:56Z"),
          EngineType.of("YEAR", "INT64").with("2024"),
          EngineType.of("UUID", "STRING(MAX)").with("12345678-9abc-4ef0-9234-56789abcdef0"),
          EngineType.of("JSON", "JSON")
              .with("'{\"a\": [1, null, \"x\\\\ny\"]}'", "{\"a\":[1,null,\"x\\ny\"]}")
              .with("1.5"),
          EngineType.of("ENUM('red', 'dark blue')", "STRING(MAX)").titled("ENUM").with("dark blue"),
          EngineType.of("SET('a', 'b')", "STRING(MAX)").titled("SET").with("a,b"),
          EngineType.of("INET6", "STRING(MAX)").with("2001:db8::1"));

  private MariaDbTypes() {}
}
