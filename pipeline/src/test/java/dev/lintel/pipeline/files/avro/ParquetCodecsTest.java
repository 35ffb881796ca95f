package dev.lintel.pipeline.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.pipeline.files.SampleData;
import dev.lintel.pipeline.files.UnpackedParts;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codecs that other programs write; Lintel's own are in {@link ParquetReaderTest}. */
class ParquetCodecsTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType("message m { required binary s (STRING); }");

  @TempDir Path folder;

  private Path write(CompressionCodecName codec) throws IOException {
    Group row = new SimpleGroup(SCHEMA).append("s", "x".repeat(70_000));
    return ParquetSamples.write(
        folder.resolve("f.parquet"), SCHEMA, Map.of(), codec, new ForeignCodecs(), List.of(row));
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"BROTLI", "LZ4"})
  void readsPages(CompressionCodecName codec) throws IOException {
    assertThat(ParquetSamples.read(write(codec)))
        .singleElement()
        .satisfies(row -> assertThat(row.get("s").toString()).hasSize(70_000).matches("x+"));
  }

  /** As older versions of Parquet's writer store the values of a page that has only nulls. */
  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW", "LZ4", "BROTLI"})
  void noBytesAreNoBytesInEveryCodec(CompressionCodecName codec) throws IOException {
    var parts = new UnpackedParts(SampleData.file(folder.resolve("f.parquet")));
    var pages = ParquetCodecs.reading(parts).getDecompressor(codec);

    assertThat(pages.decompress(BytesInput.empty(), 0).size()).isZero();
    var plain = ByteBuffer.allocate(0);
    pages.decompress(ByteBuffer.allocate(0), 0, plain, 0);
    if (codec != CompressionCodecName.UNCOMPRESSED) {
      assertThatThrownBy(() -> pages.decompress(BytesInput.empty(), 1))
          .isInstanceOfAny(IOException.class, RuntimeException.class);
    }
  }

  @Test
  void aCodecThatCannotBeReadIsNamedWhenTheFileIsOpened() throws IOException {
    Path file = write(CompressionCodecName.LZO);

    assertThatThrownBy(() -> ParquetReader.open(SampleData.file(file)))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageEndingWith(
            "f.parquet cannot be read: its pages are compressed with LZO; Lintel reads SNAPPY,"
                + " GZIP, ZSTD, LZ4_RAW, LZ4, BROTLI and uncompressed ones");
  }
}
