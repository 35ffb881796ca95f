package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.AvroRecords;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.ConversionException;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.RowFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The types of exported Parquet files, and that nothing is lost in them. */
class ParquetTypesTest {
  @TempDir Path folder;

  private static Struct row(Timestamp timestamp) {
    return Struct.newBuilder()
        .set("d")
        .to(Date.fromYearMonthDay(1, 1, 1))
        .set("t")
        .to(timestamp)
        .set("n")
        .to(new BigDecimal("-99999999999999999999999999999.999999999"))
        .set("u")
        .to(UUID.fromString("ffeeddcc-bbaa-9988-7766-554433221100"))
        .set("j")
        .to(Value.json("{\"b\": 1.0, \"a\": [null]}"))
        .set("p")
        .to(Value.pgNumeric("NaN"))
        .set("pj")
        .to(Value.pgJsonb("{\"a\": 1.50}"))
        .set("ad")
        .toDateArray(Arrays.asList(null, Date.fromYearMonthDay(9999, 12, 31)))
        .set("at")
        .toTimestampArray(Arrays.asList(timestamp, null))
        .set("an")
        .toNumericArray(Arrays.asList(null, new BigDecimal("0.000000001")))
        .set("au")
        .to(Value.uuidArray(Arrays.asList(new UUID(0, 1), null)))
        .set("aj")
        .to(Value.jsonArray(Arrays.asList("null", null, "\"x\"")))
        .build();
  }

  private static Struct nulls() {
    Struct.Builder row = Struct.newBuilder();
    for (Type.StructField field : row(Timestamp.MIN_VALUE).getType().getStructFields()) {
      row.set(field.getName()).to(nullOf(field.getType()));
    }
    return row.build();
  }

  private static Value nullOf(Type type) {
    return switch (type.getCode()) {
      case DATE -> Value.date(null);
      case TIMESTAMP -> Value.timestamp(null);
      case NUMERIC -> Value.numeric(null);
      case UUID -> Value.uuid(null);
      case JSON -> Value.json(null);
      case PG_NUMERIC -> Value.pgNumeric(null);
      case PG_JSONB -> Value.pgJsonb(null);
      default ->
          switch (type.getArrayElementType().getCode()) {
            case DATE -> Value.dateArray(null);
            case TIMESTAMP -> Value.timestampArray((Iterable<Timestamp>) null);
            case NUMERIC -> Value.numericArray(null);
            case UUID -> Value.uuidArray(null);
            default -> Value.jsonArray(null);
          };
    };
  }

  private String schema(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(ParquetSchema.configuration())
            .withCodecFactory(ParquetCodecs.withoutLimit())
            .build();
    try (var reader = ParquetFileReader.open(new ParquetInput(SampleData.file(file)), options)) {
      return reader.getFooter().getFileMetaData().getSchema().toString();
    }
  }

  private void assertUnchanged(ParquetTypes types, Struct... rows) throws IOException {
    Path file = folder.resolve("t.parquet");
    RowFiles.writeParquet(types, List.of(rows), file);
    assertThat(RowFiles.read(RecordFormat.PARQUET, rows[0].getType().getStructFields(), file))
        .containsExactlyElementsOf(Stream.of(rows).map(RowFiles::values).toList());
  }

  @Test
  void columnsHaveTheTypesThatOthersKnow() throws IOException {
    Path file = folder.resolve("t.parquet");
    RowFiles.writeParquet(ParquetTypes.LOGICAL, List.of(row(Timestamp.MIN_VALUE)), file);
    assertThat(schema(file))
        .isEqualTo(
            """
            message spannerexport.T {
              optional int32 d (DATE);
              optional int64 t (TIMESTAMP(MICROS,true));
              optional fixed_len_byte_array(16) n (DECIMAL(38,9));
              optional fixed_len_byte_array(16) u (UUID);
              optional binary j (JSON);
              optional binary p (STRING);
              optional binary pj (JSON);
              optional group ad (LIST) {
                repeated group list {
                  optional int32 element (DATE);
                }
              }
              optional group at (LIST) {
                repeated group list {
                  optional int64 element (TIMESTAMP(MICROS,true));
                }
              }
              optional group an (LIST) {
                repeated group list {
                  optional fixed_len_byte_array(16) element (DECIMAL(38,9));
                }
              }
              optional group au (LIST) {
                repeated group list {
                  optional fixed_len_byte_array(16) element (UUID);
                }
              }
              optional group aj (LIST) {
                repeated group list {
                  optional binary element (JSON);
                }
              }
            }
            """);
    RowFiles.writeParquet(ParquetTypes.NANOS, List.of(row(Timestamp.ofTimeMicroseconds(0))), file);
    assertThat(schema(file))
        .contains("optional int64 t (TIMESTAMP(NANOS,true));")
        .contains("optional int64 element (TIMESTAMP(NANOS,true));");
  }

  @Test
  void logicalTypesHoldEveryYear() throws IOException {
    assertUnchanged(
        ParquetTypes.LOGICAL,
        row(Timestamp.MIN_VALUE),
        nulls(),
        row(Timestamp.parseTimestamp("9999-12-31T23:59:59.999999Z")),
        row(Timestamp.parseTimestamp("1969-12-31T23:59:59.999999Z")));
  }

  @Test
  void nanosecondsHoldWhatFitsIntoALong() throws IOException {
    assertUnchanged(
        ParquetTypes.NANOS,
        row(Timestamp.ofTimeSecondsAndNanos(-9_223_372_037L, 145_224_192)),
        row(Timestamp.ofTimeSecondsAndNanos(9_223_372_036L, 854_775_807)),
        nulls(),
        row(Timestamp.parseTimestamp("1969-12-31T23:59:59.999999999Z")));
  }

  @Test
  void textHoldsEverything() throws IOException {
    assertUnchanged(ParquetTypes.TEXT, row(Timestamp.MIN_VALUE), nulls(), row(Timestamp.MAX_VALUE));
    assertThat(schema(folder.resolve("t.parquet")))
        .contains("optional binary d (STRING);", "optional binary u (STRING);")
        .contains("optional binary t (STRING);", "optional binary n (DECIMAL(38,9));");
  }

  @Test
  void aTimestampThatMicrosecondsCannotHoldIsRefusedWithoutBeingQuoted() {
    assertRefused(
        ParquetTypes.LOGICAL,
        "1969-12-31T23:59:59.999999999Z",
        "a timestamp with nanoseconds, in a column of microseconds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "9999-12-31T00:00:00Z",
        "1677-09-21T00:12:43.145224191Z",
        "2262-04-11T23:47:16.854775808Z"
      })
  void aTimestampThatNanosecondsCannotHoldIsRefused(String timestamp) {
    assertRefused(
        ParquetTypes.NANOS,
        timestamp,
        "a timestamp before 1678 or after 2261, in a column of nanoseconds");
  }

  private void assertRefused(ParquetTypes types, String timestamp, String reason) {
    Timestamp value = Timestamp.parseTimestamp(timestamp);
    Path file = folder.resolve("t.parquet");
    List<Struct> scalar = List.of(Struct.newBuilder().set("t").to(value).build());
    assertThatThrownBy(() -> RowFiles.writeParquet(types, scalar, file))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column t (TIMESTAMP): " + reason);
    List<Struct> array =
        List.of(Struct.newBuilder().set("a").toTimestampArray(List.of(value)).build());
    assertThatThrownBy(() -> RowFiles.writeParquet(types, array, file))
        .isInstanceOf(ConversionException.class)
        .hasMessage("Column a (ARRAY<TIMESTAMP>): " + reason);
  }

  /** {@code --shouldExportTimestampAsLogicalType} asks for it. */
  @Test
  void timestampsThatAreToBeRoundedAreRounded() throws IOException {
    Struct row =
        Struct.newBuilder()
            .set("t")
            .to(Timestamp.parseTimestamp("1969-12-31T23:59:59.999999999Z"))
            .set("d")
            .to(Date.fromYearMonthDay(2024, 2, 29))
            .build();
    List<Type.StructField> columns = row.getType().getStructFields();
    Path file = folder.resolve("t.parquet");
    try (OutputStream out = Files.newOutputStream(file);
        var writer =
            RecordRowWriter.ofParquet(
                columns,
                AvroRecords.schema("T", columns, AvroTypes.Timestamps.MICROS),
                ParquetTypes.LOGICAL,
                out)) {
      writer.write(row);
    }
    assertThat(RowFiles.read(RecordFormat.PARQUET, columns, file).get(0))
        .containsEntry("t", Value.timestamp(Timestamp.ofTimeMicroseconds(-1)))
        .containsEntry("d", Value.date(Date.fromYearMonthDay(2024, 2, 29)));
    assertThat(schema(file)).contains("int64 t (TIMESTAMP(MICROS,true))", "int32 d (DATE)");
  }
}
