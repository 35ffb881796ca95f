package dev.lintel.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {

  static Stream<Arguments> googleSqlTypes() {
    return Stream.of(
        Arguments.of("BOOL", "BOOL", Type.bool(), null),
        Arguments.of("int64", "INT64", Type.int64(), null),
        Arguments.of("FLOAT32", "FLOAT32", Type.float32(), null),
        Arguments.of("FLOAT64", "FLOAT64", Type.float64(), null),
        Arguments.of("NUMERIC", "NUMERIC", Type.numeric(), null),
        Arguments.of("DATE", "DATE", Type.date(), null),
        Arguments.of("TIMESTAMP", "TIMESTAMP", Type.timestamp(), null),
        Arguments.of("JSON", "JSON", Type.json(), null),
        Arguments.of("UUID", "UUID", Type.uuid(), null),
        Arguments.of("INTERVAL", "INTERVAL", Type.interval(), null),
        Arguments.of("TOKENLIST", "TOKENLIST", Type.bytes(), null),
        Arguments.of("STRING(MAX)", "STRING(MAX)", Type.string(), null),
        Arguments.of(" string ( 20 ) ", "STRING(20)", Type.string(), 20L),
        Arguments.of("BYTES(max)", "BYTES(MAX)", Type.bytes(), null),
        Arguments.of("BYTES(0x10)", "BYTES(16)", Type.bytes(), 16L),
        Arguments.of("STRING(010)", "STRING(10)", Type.string(), 10L),
        Arguments.of("PROTO<my.pkg.Msg>", "PROTO<my.pkg.Msg>", Type.proto("my.pkg.Msg"), null),
        Arguments.of("ENUM<`a.B_1`>", "ENUM<a.B_1>", Type.protoEnum("a.B_1"), null),
        Arguments.of("ARRAY<STRING(7)>", "ARRAY<STRING(7)>", Type.array(Type.string()), 7L),
        Arguments.of("array < int64 >", "ARRAY<INT64>", Type.array(Type.int64()), null),
        Arguments.of("ARRAY<PROTO<a.B>>", "ARRAY<PROTO<a.B>>", Type.array(Type.proto("a.B")), null),
        Arguments.of(
            "ARRAY<FLOAT32>(vector_length=>3)",
            "ARRAY<FLOAT32>(vector_length=>3)",
            Type.array(Type.float32()),
            null));
  }

  static Stream<Arguments> postgresTypes() {
    return Stream.of(
        Arguments.of("bigint", "bigint", Type.int64(), null),
        Arguments.of("INT8", "bigint", Type.int64(), null),
        Arguments.of("boolean", "boolean", Type.bool(), null),
        Arguments.of("bool", "boolean", Type.bool(), null),
        Arguments.of("double precision", "double precision", Type.float64(), null),
        Arguments.of("float8", "double precision", Type.float64(), null),
        Arguments.of("real", "real", Type.float32(), null),
        Arguments.of("numeric", "numeric", Type.pgNumeric(), null),
        Arguments.of("decimal", "numeric", Type.pgNumeric(), null),
        Arguments.of("int", "bigint", Type.int64(), null),
        Arguments.of("INTEGER", "bigint", Type.int64(), null),
        Arguments.of("pg_catalog.int8", "bigint", Type.int64(), null),
        Arguments.of(
            "pg_catalog.varchar(3)[]", "character varying(3)[]", Type.array(Type.string()), 3L),
        Arguments.of("float", "double precision", Type.float64(), null),
        Arguments.of("float(25)", "double precision", Type.float64(), null),
        Arguments.of("float ( 24 )[]", "real[]", Type.array(Type.float32()), null),
        Arguments.of("text", "text", Type.string(), null),
        Arguments.of("character varying", "character varying", Type.string(), null),
        Arguments.of("Character  Varying (20)", "character varying(20)", Type.string(), 20L),
        Arguments.of("varchar(20)", "character varying(20)", Type.string(), 20L),
        Arguments.of("bytea", "bytea", Type.bytes(), null),
        Arguments.of("jsonb", "jsonb", Type.pgJsonb(), null),
        Arguments.of("date", "date", Type.date(), null),
        Arguments.of("timestamptz", "timestamp with time zone", Type.timestamp(), null),
        Arguments.of(
            "spanner.commit_timestamp", "spanner.commit_timestamp", Type.timestamp(), null),
        Arguments.of("uuid", "uuid", Type.uuid(), null),
        Arguments.of("oid", "oid", Type.pgOid(), null),
        Arguments.of("interval", "interval", Type.interval(), null),
        Arguments.of("spanner.tokenlist", "spanner.tokenlist", Type.bytes(), null),
        Arguments.of("bigint[]", "bigint[]", Type.array(Type.int64()), null),
        Arguments.of("bigint ARRAY", "bigint[]", Type.array(Type.int64()), null),
        Arguments.of(
            "character varying(20)[]", "character varying(20)[]", Type.array(Type.string()), 20L),
        Arguments.of(
            "timestamp with time zone[]",
            "timestamp with time zone[]",
            Type.array(Type.timestamp()),
            null),
        Arguments.of(
            "real[] VECTOR LENGTH 3", "real[] vector length 3", Type.array(Type.float32()), null));
  }

  @ParameterizedTest
  @MethodSource("googleSqlTypes")
  void readsGoogleSqlTypes(String text, String name, Type type, Long maxLength) {
    assertThat(ColumnType.parse(text, Dialect.GOOGLE_STANDARD_SQL))
        .isEqualTo(new ColumnType(name, type, length(maxLength)));
  }

  @ParameterizedTest
  @MethodSource("postgresTypes")
  void readsPostgresTypes(String text, String name, Type type, Long maxLength) {
    assertThat(ColumnType.parse(text, Dialect.POSTGRESQL))
        .isEqualTo(new ColumnType(name, type, length(maxLength)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "INT32",
        "STRING(x)",
        "ARRAY<ARRAY<INT64>>",
        "ARRAY<INT32>",
        "bigint",
        "INT64(3)"
      })
  void givenAnUnknownGoogleSqlType_theMessageNamesIt(String text) {
    assertThatThrownBy(() -> ColumnType.parse(text, Dialect.GOOGLE_STANDARD_SQL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown column type: " + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "INT64", "int4", "text(3)", "bigint[][]", "timestamp", "numeric(3,2)"})
  void givenAnUnknownPostgresType_theMessageNamesIt(String text) {
    assertThatThrownBy(() -> ColumnType.parse(text, Dialect.POSTGRESQL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown column type: " + text);
  }

  private static OptionalLong length(Long maxLength) {
    return maxLength == null ? OptionalLong.empty() : OptionalLong.of(maxLength);
  }
}
