package dev.lintel.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spanner.DecodeMode;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.MockSpannerServiceImpl.StatementResult;
import com.google.cloud.spanner.Options;
import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Type;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Value;
import com.google.spanner.v1.ResultSetMetadata;
import com.google.spanner.v1.StructType;
import com.google.spanner.v1.TypeAnnotationCode;
import com.google.spanner.v1.TypeCode;
import dev.lintel.connection.MockSpannerServer;
import dev.lintel.connection.SpannerConnections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads rows from a mock server, which sends values in spellings that no database may use. */
@Timeout(60)
class ServerTextTest {
  private static final List<Type.StructField> COLUMNS =
      List.of(
          Type.StructField.of("I", Type.int64()),
          Type.StructField.of("S", Type.string()),
          Type.StructField.of("J", Type.json()),
          Type.StructField.of("B", Type.pgJsonb()),
          Type.StructField.of("D", Type.date()),
          Type.StructField.of("T", Type.timestamp()));

  private static final List<List<String>> ROWS =
      List.of(
          List.of(
              "-9223372036854775808",
              "a\"b\n",
              "{\"a\": 1.0}",
              "1.50",
              "0001-01-01",
              "0001-01-01T00:00:00Z"),
          List.of("007", "", "null", "[]", "9999-12-31", "9999-12-31T23:59:59.999999999Z"),
          List.of("0", "\\N", "1", "{}", "2024-02-29", "2024-02-29T12:34:56.1Z"),
          List.of("1", "😀", "\"\"", "\"\"", "2024-12-09", "2024-02-29T12:34:56.000Z"),
          List.of("2", "x", "1", "1", "2024-02-29", "2024-02-29T12:34:56.123456"),
          List.of("", "", "", "", "", ""));

  @AutoClose private final MockSpannerServer server = MockSpannerServer.start();

  @BeforeEach
  void addRows() {
    var rowType = StructType.newBuilder();
    for (Type.StructField column : COLUMNS) {
      rowType.addFields(
          StructType.Field.newBuilder()
              .setName(column.getName())
              .setType(type(column.getType().getCode())));
    }
    var result =
        com.google.spanner.v1.ResultSet.newBuilder()
            .setMetadata(ResultSetMetadata.newBuilder().setRowType(rowType));
    for (List<String> row : ROWS) {
      var values = ListValue.newBuilder();
      boolean isNull = row.get(0).isEmpty();
      for (String text : row) {
        values.addValues(
            isNull
                ? Value.newBuilder().setNullValue(NullValue.NULL_VALUE)
                : Value.newBuilder().setStringValue(text));
      }
      result.addRows(values);
    }
    server
        .service()
        .putStatementResult(StatementResult.read("T", KeySet.all(), names(), result.build()));
  }

  private static com.google.spanner.v1.Type type(Type.Code code) {
    return code == Type.Code.PG_JSONB
        ? com.google.spanner.v1.Type.newBuilder()
            .setCode(TypeCode.JSON)
            .setTypeAnnotation(TypeAnnotationCode.PG_JSONB)
            .build()
        : com.google.spanner.v1.Type.newBuilder().setCode(TypeCode.valueOf(code.name())).build();
  }

  private static List<String> names() {
    return COLUMNS.stream().map(Type.StructField::getName).toList();
  }

  private <T> List<T> read(DecodeMode mode, Function<ResultSet, T> convert) throws Exception {
    List<T> converted = new ArrayList<>();
    try (var lease = SpannerConnections.acquire(server.newDatabase());
        ResultSet rows =
            lease
                .connection()
                .databaseClient()
                .singleUse()
                .read("T", KeySet.all(), names(), Options.decodeMode(mode))) {
      while (rows.next()) {
        converted.add(convert.apply(rows));
      }
    }
    return converted;
  }

  @ParameterizedTest
  @EnumSource(names = "DIRECT", mode = EnumSource.Mode.EXCLUDE)
  void textOfUndecodedRowsIsThatOfDecodedOnes(DecodeMode mode) throws Exception {
    ValueToText[] texts =
        COLUMNS.stream().map(c -> ValueToText.of(c.getType())).toArray(ValueToText[]::new);
    Function<ResultSet, List<String>> decoded =
        row -> {
          List<String> all = new ArrayList<>();
          for (int i = 0; i < texts.length; i++) {
            all.add(texts[i].convert(row.getValue(i)));
          }
          return all;
        };
    Function<ResultSet, List<String>> sent =
        row -> {
          List<String> all = new ArrayList<>();
          for (int i = 0; i < texts.length; i++) {
            all.add(texts[i].convert(row, i));
          }
          return all;
        };
    assertThat(read(mode, sent))
        .hasSize(ROWS.size())
        .isEqualTo(read(DecodeMode.DIRECT, decoded))
        .isEqualTo(read(DecodeMode.DIRECT, sent));
  }

  @Test
  void jsonOfUndecodedRowsIsThatOfDecodedOnes() throws Exception {
    Function<ResultSet, List<Object>> decoded =
        row -> {
          List<Object> all = new ArrayList<>();
          for (int i = 0; i < COLUMNS.size(); i++) {
            all.add(ValueToJson.convert(row.getValue(i)));
          }
          return all;
        };
    Function<ResultSet, List<Object>> sent =
        row -> {
          List<Object> all = new ArrayList<>();
          for (int i = 0; i < COLUMNS.size(); i++) {
            all.add(ValueToJson.convert(row, i));
          }
          return all;
        };
    assertThat(read(DecodeMode.LAZY_PER_COL, sent))
        .hasSize(ROWS.size())
        .isEqualTo(read(DecodeMode.DIRECT, decoded));
  }

  @ParameterizedTest
  @EnumSource
  void avroOfUndecodedRowsIsThatOfDecodedOnes(AvroTypes.Timestamps timestamps) throws Exception {
    Schema schema = AvroRecords.schema("Row", COLUMNS, timestamps);
    AvroRowEncoder encoder = AvroRowEncoder.of(schema, COLUMNS);
    Function<ResultSet, byte[]> encode =
        row -> {
          var bytes = new ByteArrayOutputStream();
          BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
          try {
            encoder.encode(row, out);
            out.flush();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return bytes.toByteArray();
        };
    assertThat(read(DecodeMode.LAZY_PER_COL, encode))
        .hasSize(ROWS.size())
        .containsExactlyElementsOf(read(DecodeMode.DIRECT, encode));
  }

  /** Otherwise timestamps are decoded, and the tests above show nothing. */
  @Test
  void undecodedRowsHaveWhatTheServerSent() throws Exception {
    assertThat(read(DecodeMode.LAZY_PER_COL, row -> String.valueOf(ServerText.find(row, 0))))
        .startsWith("-9223372036854775808", "007");
    assertThat(read(DecodeMode.DIRECT, row -> ServerText.find(row, 0) == null)).containsOnly(true);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29T12:34:56Z, 2024-02-29T12:34:56Z",
    "2024-02-29T12:34:56.0Z, 2024-02-29T12:34:56Z",
    "2024-02-29T12:34:56.000000000Z, 2024-02-29T12:34:56Z",
    "2024-02-29T12:34:56.5Z, 2024-02-29T12:34:56.500000000Z",
    "2024-02-29T12:34:56.123456Z, 2024-02-29T12:34:56.123456000Z",
    "2024-02-29T12:34:56.000000001Z, 2024-02-29T12:34:56.000000001Z"
  })
  void fractionHasNineDigitsOrNone(String sent, String text) {
    assertThat(ServerText.withNanoseconds(sent)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2024-02-29T12:34:56",
        "2024-02-29T12:34:56.Z",
        "2024-02-29T12:34:56,5Z",
        "2024-02-29T12:34:56.1234567890Z",
        "2024-02-29T12:34:56.12a4Z",
        "2024-02-29 12:34:56Z",
        "2024-02-29t12:34:56Z",
        "2024-02-29T12:34:56+00:00",
        "+12024-02-29T12:34:56Z"
      })
  void otherSpellingsAreLeftToTheClient(String sent) {
    assertThat(ServerText.withNanoseconds(sent)).isNull();
  }
}
