package dev.lintel.pipeline.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xerial.snappy.Snappy;

class FileCompressionTest {
  private static final Path HADOOP_SNAPPY =
      Path.of("../../shared/cases/files/snappy/T.csv.snappy").toAbsolutePath();

  @TempDir Path folder;

  /** Writers of one stream each. */
  enum Writer {
    GZIP("gz") {
      @Override
      OutputStream open(OutputStream out) throws IOException {
        return new GZIPOutputStream(out);
      }
    },
    BZIP2("bz2") {
      @Override
      OutputStream open(OutputStream out) throws IOException {
        return new BZip2CompressorOutputStream(out);
      }
    },
    ZSTD("zst") {
      @Override
      byte[] compress(byte[] plain) {
        return Zstd.compress(plain);
      }
    },
    ZLIB("deflate") {
      @Override
      OutputStream open(OutputStream out) {
        return new DeflaterOutputStream(out);
      }
    },
    SNAPPY_FRAMES("sz") {
      @Override
      OutputStream open(OutputStream out) throws IOException {
        return new FramedSnappyCompressorOutputStream(out);
      }
    },
    SNAPPY_FRAMES_OF_BEAM("snappy") {
      @Override
      OutputStream open(OutputStream out) throws IOException {
        return new FramedSnappyCompressorOutputStream(out);
      }
    },
    LZ4_FRAMES("lz4") {
      @Override
      OutputStream open(OutputStream out) throws IOException {
        return new FramedLZ4CompressorOutputStream(out);
      }
    },
    SNAPPY_OF_HADOOP("snappy") {
      @Override
      byte[] compress(byte[] plain) throws IOException {
        if (plain.length == 0) {
          return hadoopBlock(0);
        }
        int half = plain.length / 2;
        byte[] first = Snappy.compress(Arrays.copyOf(plain, half));
        byte[] second = Snappy.compress(Arrays.copyOfRange(plain, half, plain.length));
        return hadoopBlock(plain.length, first, second);
      }
    },
    LZ4_OF_HADOOP("lz4") {
      @Override
      byte[] compress(byte[] plain) {
        if (plain.length == 0) {
          return hadoopBlock(0);
        }
        var compressor = new Lz4Compressor();
        var bytes = new byte[compressor.maxCompressedLength(plain.length)];
        int length = compressor.compress(plain, 0, plain.length, bytes, 0, bytes.length);
        return hadoopBlock(plain.length, Arrays.copyOf(bytes, length));
      }
    };

    private final String extension;

    Writer(String extension) {
      this.extension = extension;
    }

    String extension() {
      return extension;
    }

    OutputStream open(OutputStream out) throws IOException {
      throw new UnsupportedOperationException();
    }

    byte[] compress(byte[] plain) throws IOException {
      var bytes = new ByteArrayOutputStream();
      try (OutputStream out = open(bytes)) {
        out.write(plain);
      }
      return bytes.toByteArray();
    }

    private static byte[] hadoopBlock(int plainLength, byte[]... chunks) {
      byte[] block = Ints.toByteArray(plainLength);
      for (byte[] chunk : chunks) {
        block = Bytes.concat(block, Ints.toByteArray(chunk.length), chunk);
      }
      return block;
    }
  }

  private static byte[] text(int seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append(i).append(',').append(random.nextInt(100)).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  private DataFile write(String name, byte[] bytes) throws IOException {
    return SampleData.file(Files.write(folder.resolve(name), bytes));
  }

  private static byte[] read(DataFile file) throws IOException {
    try (InputStream in = file.open()) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyStreamOfAFileIsRead(Writer writer) throws IOException {
    byte[] one = text(1);
    byte[] two = text(2);
    byte[] empty = writer.compress(new byte[0]);
    byte[] file = Bytes.concat(writer.compress(one), empty, writer.compress(two));
    assertThat(read(write("T.csv." + writer.extension, file))).isEqualTo(Bytes.concat(one, two));
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatIsLongerThanABufferIsRead(Writer writer) throws IOException {
    var random = new byte[200_000];
    new Random(3).nextBytes(random);
    byte[] file = Bytes.concat(writer.compress(random), writer.compress(random));
    assertThat(read(write("T.csv." + writer.extension.toUpperCase(Locale.ROOT), file)))
        .isEqualTo(Bytes.concat(random, random));
  }

  /** Each read of a byte would be one of the channel. */
  @ParameterizedTest
  @EnumSource
  void theFileIsReadInBlocks(Writer writer) throws IOException {
    byte[] one = text(1);
    InputStream inBlocks =
        new FilterInputStream(new ByteArrayInputStream(writer.compress(one))) {
          @Override
          public int read() throws IOException {
            throw new IOException("read byte by byte");
          }

          @Override
          public int read(byte[] block, int offset, int length) throws IOException {
            return in.read(block, offset, length);
          }
        };
    InputStream plain = FileCompression.of("T.csv." + writer.extension).decompress(inBlocks);
    assertThat(plain.readAllBytes()).isEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatEndsWithinAStreamIsUnreadable(Writer writer) throws IOException {
    byte[] one = writer.compress(text(1));
    byte[] file = Bytes.concat(one, writer.compress(text(2)));
    for (int length = file.length - 1; length > one.length; length -= 7) {
      if (isEndOfPart(writer, length - one.length)) {
        continue;
      }
      DataFile cut = write("cut." + writer.extension, Arrays.copyOf(file, length));
      assertThatThrownBy(() -> read(cut), "%s of %s bytes", length, file.length)
          .isInstanceOfAny(IOException.class, UnreadableFileException.class);
    }
  }

  /** Snappy's framing has no end: what ends with a frame is complete. Its first one is a mark. */
  private static boolean isEndOfPart(Writer writer, int length) {
    return List.of(Writer.SNAPPY_FRAMES, Writer.SNAPPY_FRAMES_OF_BEAM).contains(writer)
        && length == 10;
  }

  @ParameterizedTest
  @EnumSource
  void bytesBehindTheLastStreamAreAnError(Writer writer) throws IOException {
    byte[] file = Bytes.concat(writer.compress(text(1)), "more, and more\n".getBytes(UTF_8));
    DataFile longer = write("T.csv." + writer.extension, file);
    assertThatThrownBy(() -> read(longer))
        .isInstanceOfAny(IOException.class, UnreadableFileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bz2", "deflate", "snappy", "sz", "lz4", "zst"})
  void plainTextIsNotTakenForContent(String extension) throws IOException {
    DataFile plain = write("T.csv." + extension, text(1));
    assertThatThrownBy(() -> read(plain))
        .isInstanceOfAny(IOException.class, UnreadableFileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xz", "zip", "lzo", "lzo_deflate", "br", "Z", "7z", "XZ", "tgz"})
  void whatCannotBeReadIsRefusedByItsName(String extension) throws IOException {
    DataFile file = write("T.csv." + extension, new byte[0]);
    assertThatThrownBy(file::open)
        .isInstanceOf(UnreadableFileException.class)
        .hasMessage(
            "File %s is compressed as .%s, which cannot be read; decompress it, or compress it as"
                + " one of .gz, .gzip, .bz2, .zst, .zstd, .deflate, .snappy, .sz, .lz4",
            file.name(), extension.toLowerCase(Locale.ROOT));
  }

  @Test
  void aDamagedLengthOfSnappyIsAnError() throws IOException {
    byte[] ofFourBillion = {-1, -1, -1, -1, 15, 0};
    DataFile file = write("T.csv.snappy", Writer.hadoopBlock(10, ofFourBillion));
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessage("it has no blocks as Hadoop's codecs write them");
  }

  @Test
  void aNameWithoutADotHasNoExtension() throws IOException {
    assertThat(read(write("gz", text(1)))).isEqualTo(text(1));
    assertThat(FileCompression.withoutExtension("z")).isEqualTo("z");
  }

  @Test
  void readsWhatHadoopWrote() throws IOException {
    assumeTrue(Files.exists(HADOOP_SNAPPY));
    assertThat(new String(read(SampleData.file(HADOOP_SNAPPY)), UTF_8))
        .isEqualTo("1,one\n2,two\n3,three\n");
  }
}
