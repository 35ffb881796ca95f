package dev.lintel.pipeline.files;

import com.google.common.collect.ImmutableList;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorInputStream;

/**
 * How a file is compressed as a whole, by the last extension of its name. A file that is read may
 * consist of several compressed streams, one after the other: its content is that of all of them.
 * Bytes that belong to no stream, and a stream that does not end, are errors.
 *
 * <p>What cannot be read to its end for certain is known, too, so that such a file is refused and
 * not taken for plain text.
 */
public enum FileCompression {
  NONE(ImmutableList.of()) {
    @Override
    InputStream decompress(InputStream file) {
      return file;
    }
  },
  GZIP(ImmutableList.of("gz", "gzip")) {
    @Override
    InputStream decompress(InputStream file) throws IOException {
      return GzipInput.of(file);
    }
  },
  BZIP2(ImmutableList.of("bz2")) {
    @Override
    InputStream decompress(InputStream file) throws IOException {
      return new BZip2CompressorInputStream(buffered(file), /* decompressConcatenated= */ true);
    }
  },
  ZSTD(ImmutableList.of("zst", "zstd")) {
    @Override
    InputStream decompress(InputStream file) {
      return new ZstdInput(file);
    }
  },
  DEFLATE(ImmutableList.of("deflate")) {
    @Override
    InputStream decompress(InputStream file) {
      return new ZlibInput(file);
    }
  },
  /** Hadoop's blocks, as Spark writes them, or Snappy's own framing. */
  SNAPPY(ImmutableList.of("snappy", "sz")) {
    @Override
    InputStream decompress(InputStream file) throws IOException {
      BufferedInputStream in = buffered(file);
      return beginsWith(in, SNAPPY_FRAMES)
          ? new FramedSnappyCompressorInputStream(in)
          : HadoopBlockInput.ofSnappy(in);
    }
  },
  /** Hadoop's blocks, as Spark writes them, or the frames of the lz4 tool. */
  LZ4(ImmutableList.of("lz4")) {
    @Override
    InputStream decompress(InputStream file) throws IOException {
      BufferedInputStream in = buffered(file);
      return beginsWith(in, LZ4_FRAME)
          ? new FramedLZ4CompressorInputStream(in, /* decompressConcatenated= */ true)
          : HadoopBlockInput.ofLz4(in);
    }
  },
  /** Archives of several files, and what no library here decompresses. */
  UNREADABLE(
      ImmutableList.of(
          "zip", "tar", "tgz", "7z", "rar", "xz", "lzma", "lz", "lzo", "lzo_deflate", "br", "z")) {
    @Override
    InputStream decompress(InputStream file) throws IOException {
      throw new IOException("it is compressed in a way that cannot be read");
    }
  };

  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] SNAPPY_FRAMES = {(byte) 0xFF, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};
  private static final byte[] LZ4_FRAME = {4, 0x22, 0x4D, 0x18};

  private final ImmutableList<String> extensions;

  FileCompression(ImmutableList<String> extensions) {
    this.extensions = extensions;
  }

  /** The content of a file of this kind, which is closed with it. */
  abstract InputStream decompress(InputStream file) throws IOException;

  /** The compression that a file's name stands for; case is ignored. */
  public static FileCompression of(String fileName) {
    String extension = extension(fileName);
    return Arrays.stream(values())
        .filter(compression -> compression.extensions.contains(extension))
        .findFirst()
        .orElse(NONE);
  }

  /** The name without the extension of its compression, if it has one. */
  public static String withoutExtension(String fileName) {
    return of(fileName) == NONE ? fileName : fileName.substring(0, fileName.lastIndexOf('.'));
  }

  /** The extensions of the files that can be read, in lower case and without a dot. */
  public static ImmutableList<String> readable() {
    return Arrays.stream(values())
        .filter(compression -> compression != UNREADABLE)
        .flatMap(compression -> compression.extensions.stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** Why a file of that name cannot be read, for a message that names the file. */
  static String refusal(String fileName) {
    return "is compressed as .%s, which cannot be read; decompress it, or compress it as one of %s"
        .formatted(
            extension(fileName),
            readable().stream()
                .map(extension -> "." + extension)
                .collect(Collectors.joining(", ")));
  }

  private static String extension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static BufferedInputStream buffered(InputStream file) {
    return new BufferedInputStream(file, BUFFER_BYTES);
  }

  private static boolean beginsWith(BufferedInputStream in, byte[] bytes) throws IOException {
    in.mark(bytes.length);
    boolean begins = Arrays.equals(in.readNBytes(bytes.length), bytes);
    in.reset();
    return begins;
  }
}
