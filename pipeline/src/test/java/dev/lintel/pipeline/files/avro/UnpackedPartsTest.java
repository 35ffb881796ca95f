package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.UnpackLimit;
import dev.lintel.pipeline.files.UnpackedParts;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that unpack to much more, as far as --maxUncompressedBytes allows. */
class UnpackedPartsTest {
  private static final int CELL = 100_000;
  private static final int RECORDS = 4;
  private static final Schema SCHEMA =
      SchemaBuilder.record("R").fields().requiredBytes("Y").endRecord();

  @TempDir private Path folder;

  /** Each record has a block of its own. */
  private DataFile avro(String codec) throws IOException {
    Path path = folder.resolve("zeros.avro");
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(SCHEMA))) {
      writer.setCodec(CodecFactory.fromString(codec)).create(SCHEMA, path.toFile());
      for (int i = 0; i < RECORDS; i++) {
        var row = new GenericData.Record(SCHEMA);
        row.put("Y", ByteBuffer.wrap(new byte[CELL]));
        writer.append(row);
        writer.sync();
      }
    }
    return DataFile.named(path.toString());
  }

  private static long read(RecordReader<GenericRecord> reader) throws IOException {
    long records = 0;
    try (reader) {
      for (; reader.hasNext(); records++) {
        reader.next();
      }
    }
    return records;
  }

  @ParameterizedTest
  @ValueSource(strings = {"deflate", "snappy", "zstandard", "bzip2", "xz"})
  void aBlockOfAvroIsUnpackedUpToTheLimit(String codec) throws IOException {
    DataFile file = avro(codec);

    assertThat(Files.size(Path.of(file.name()))).isLessThan(RECORDS * CELL / 10);
    assertThatThrownBy(() -> read(AvroReader.open(file.limited(new UnpackLimit((long) CELL)))))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageMatching(
            "File \\Q%s\\E unpacks in the block at byte [1-9][0-9]* to more than the 100000 bytes that --maxUncompressedBytes allows"
                .formatted(file.name()));
    assertThat(read(AvroReader.open(file))).isEqualTo(RECORDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deflate", "snappy", "zstandard", "bzip2", "xz"})
  void allBlocksTogetherHaveTheLimit(String codec) throws IOException {
    DataFile file = avro(codec);
    // The length before each cell takes three bytes.
    long two = 2L * (CELL + 3);

    AvroReader reader = AvroReader.open(file.limited(new UnpackLimit(two)));
    reader.next();
    reader.next();
    assertThatThrownBy(reader::hasNext)
        .hasMessageContaining(" to more than the " + two + " bytes that");
    reader.close();
    assertThat(read(AvroReader.open(file.limited(new UnpackLimit(2 * two))))).isEqualTo(RECORDS);
  }

  @Test
  void blocksThatAreNotCompressedHaveNoLimit() throws IOException {
    assertThat(read(AvroReader.open(avro("null").limited(new UnpackLimit(1L))))).isEqualTo(RECORDS);
  }

  /** It says that it has 2 GiB, which would not fit into memory. */
  @Test
  void aBlockThatStatesMoreThanItHasTakesNoMemory() {
    byte[] block = {-1, -1, -1, -1, 7, 0, 0, 0, 0};
    UnpackedParts parts = parts("snappy.avro");
    parts.begin(block.length);
    parts.at("in the block at byte 7");

    assertThatThrownBy(() -> AvroBlockCodec.SNAPPY.decompress(block, parts))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageEndingWith(
            "snappy.avro unpacks in the block at byte 7 to more than 67108864 bytes and more than"
                + " 200 times its size; if that is meant, give --maxUncompressedBytes");
  }

  @Test
  void aPageThatStatesMoreThanItHasTakesNoMemory() {
    UnpackedParts parts = parts("page.parquet");
    parts.at("in row group 3");
    var pages = ParquetCodecs.reading(parts).getDecompressor(CompressionCodecName.GZIP);

    assertThatThrownBy(
            () -> pages.decompress(BytesInput.from(new byte[] {1, 2, 3}), Integer.MAX_VALUE))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("page.parquet unpacks in row group 3 to more than 67108864 bytes");
    assertThatThrownBy(() -> pages.decompress(BytesInput.from(new byte[] {1, 2, 3}), -1))
        .isInstanceOf(IOException.class)
        .hasMessage("a page of another length than it says");
  }

  private UnpackedParts parts(String name) {
    return new UnpackedParts(DataFile.named(folder.resolve(name).toString()));
  }

  /** A row group for each record, without a dictionary, which would leave nothing to unpack. */
  private DataFile parquet(CompressionCodecName codec) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m { required binary Y; }");
    Path path = folder.resolve("zeros.parquet");
    Files.deleteIfExists(path);
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(codec)
            .withCodecFactory(ParquetCodecs.withoutLimit())
            .withDictionaryEncoding(false)
            .withRowGroupSize(1L)
            .withMinRowCountForPageSizeCheck(1)
            .build()) {
      for (int i = 0; i < RECORDS; i++) {
        writer.write(
            new SimpleGroup(schema).append("Y", Binary.fromConstantByteArray(new byte[CELL])));
      }
    }
    return DataFile.named(path.toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void whatAParquetFileSaysOfItsPagesIsCheckedBeforeAnyIsRead(CompressionCodecName codec)
      throws IOException {
    DataFile file = parquet(codec);

    for (Limited each :
        List.of(new Limited(CELL, "row group 1"), new Limited(2L * CELL, "row group 2"))) {
      assertThatThrownBy(() -> ParquetReader.open(file.limited(new UnpackLimit(each.bytes()))))
          .isInstanceOf(UnreadableFileException.class)
          .hasMessage(
              "File %s unpacks in %s to more than the %d bytes that --maxUncompressedBytes allows"
                  .formatted(file.name(), each.place(), each.bytes()));
    }
    assertThat(read(ParquetReader.open(file))).isEqualTo(RECORDS);
    assertThat(read(ParquetReader.open(file.limited(new UnpackLimit(5L * CELL)))))
        .isEqualTo(RECORDS);
  }

  private record Limited(long bytes, String place) {}

  /** A footer that says that there is next to nothing. */
  @Test
  void pagesAreCheckedToo_whateverTheFooterSaysOfThem() throws IOException {
    DataFile file = parquet(CompressionCodecName.SNAPPY).limited(new UnpackLimit(2L * CELL));
    understate(Path.of(file.name()));

    ParquetReader reader = ParquetReader.open(file);
    reader.next();
    assertThatThrownBy(reader::hasNext)
        .hasMessage(
            "File %s unpacks in row group 2 to more than the 200000 bytes that --maxUncompressedBytes allows"
                .formatted(file.name()));
    reader.close();
  }

  /** Replaces the sizes of unpacked columns in the footer by 1. */
  private static void understate(Path path) throws IOException {
    ParquetSamples.changeFooter(
        path,
        footer ->
            footer
                .getRow_groups()
                .forEach(
                    group ->
                        group
                            .getColumns()
                            .forEach(c -> c.getMeta_data().setTotal_uncompressed_size(1))));
  }

  @Test
  void aReaderThatBeginsInTheMiddleFindsTheSameRecords() throws IOException {
    DataFile file = avro("deflate");
    long size = Files.size(Path.of(file.name()));
    var counts = new TreeMap<Long, Long>();
    for (long offset = 1; offset <= size; offset++) {
      AvroReader reader = AvroReader.open(file);
      reader.startAt(FilePlace.at(offset));
      counts.merge(read(reader), 1L, Long::sum);
    }

    assertThat(counts.keySet()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }
}
