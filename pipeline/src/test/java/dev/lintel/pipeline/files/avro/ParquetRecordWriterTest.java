package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.ByteArray;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.formats.RecordFormat;
import dev.lintel.pipeline.formats.RowFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetRecordWriterTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  private Path write(List<Struct> rows, ParquetRecordWriter.Compression compression)
      throws IOException {
    Path file = folder.resolve("t.parquet");
    List<Type.StructField> columns = rows.get(0).getType().getStructFields();
    try (OutputStream out = Files.newOutputStream(file);
        var writer =
            RecordRowWriter.open(
                columns,
                ParquetSchema.forWriting(RowFiles.avroSchema(columns)),
                schema -> ParquetRecordWriter.open(schema, compression, out))) {
      for (Struct row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  private static ParquetMetadata footer(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(ParquetSchema.configuration())
            .withCodecFactory(ParquetCodecs.withoutLimit())
            .build();
    try (var reader = ParquetFileReader.open(new ParquetInput(SampleData.file(file)), options)) {
      return reader.getFooter();
    }
  }

  @Test
  void fieldsHaveTypesThatOtherReadersKnow() throws IOException {
    Struct.Builder row = Struct.newBuilder();
    row.set("i").to(1L);
    row.set("f").to(1.5f);
    row.set("n").to(new BigDecimal("1.5"));
    row.set("p").to(Value.pgNumeric("NaN"));
    row.set("t").to(Timestamp.MIN_VALUE);
    row.set("u").to(new UUID(1, 2));
    row.set("a").toStringArray(Arrays.asList("x", null));
    row.set("ap").to(Value.pgNumericArray(Arrays.asList("1.50", null)));
    Path file = write(List.of(row.build()), ParquetRecordWriter.Compression.SNAPPY);
    assertThat(footer(file).getFileMetaData().getSchema())
        .hasToString(
            """
            message spannerexport.T {
              optional int64 i;
              optional float f;
              optional binary n (DECIMAL(38,9));
              optional binary p (STRING);
              optional binary t (STRING);
              optional binary u (STRING);
              optional group a (LIST) {
                repeated group list {
                  optional binary element (STRING);
                }
              }
              optional group ap (LIST) {
                repeated group list {
                  optional binary element (STRING);
                }
              }
            }
            """);
  }

  @ParameterizedTest
  @EnumSource
  void pagesAreCompressed(ParquetRecordWriter.Compression compression) throws IOException {
    Struct row = Struct.newBuilder().set("s").to("x".repeat(10_000)).build();
    Path file = write(List.of(row), compression);
    var column = footer(file).getBlocks().get(0).getColumns().get(0);
    assertThat(column.getCodec()).isEqualTo(CompressionCodecName.valueOf(compression.name()));
    assertThat(column.getTotalSize()).isLessThan(2_000);
    assertThat(RowFiles.read(RecordFormat.PARQUET, row.getType().getStructFields(), file))
        .containsExactly(RowFiles.values(row));
  }

  /** So that a writer's memory stays small even if rows get large all of a sudden. */
  @Test
  void rowGroupsStaySmallWhenRowsGrow() throws IOException {
    var random = new Random(1);
    List<Struct> rows =
        random
            .ints(4_000, 0, 100)
            .mapToObj(
                n -> {
                  var bytes = new byte[10];
                  random.nextBytes(bytes);
                  return Struct.newBuilder().set("b").to(ByteArray.copyFrom(bytes)).build();
                })
            .collect(Collectors.toCollection(ArrayList::new));
    for (int i = 0; i < 40; i++) {
      var bytes = new byte[MEBIBYTE];
      random.nextBytes(bytes);
      rows.add(Struct.newBuilder().set("b").to(ByteArray.copyFrom(bytes)).build());
    }
    Path file = write(rows, ParquetRecordWriter.Compression.SNAPPY);
    List<BlockMetaData> groups = footer(file).getBlocks();
    assertThat(groups).hasSizeGreaterThan(1);
    assertThat(groups).allMatch(group -> group.getTotalByteSize() <= 32L * MEBIBYTE);
    assertThat(groups.stream().mapToLong(BlockMetaData::getRowCount).sum()).isEqualTo(rows.size());
  }
}
