package dev.lintel.pipeline.files.avro;

import com.github.luben.zstd.Zstd;
import com.google.common.base.Enums;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.brotli.dec.BrotliInputStream;
import org.xerial.snappy.Snappy;

/** The codecs of Parquet pages, over the libraries that Parquet has for them. */
enum ParquetCodec {
  SNAPPY {
    @Override
    byte[] compress(byte[] plain) throws IOException {
      return Snappy.compress(plain);
    }

    @Override
    int decompress(byte[] compressed, byte[] plain) throws IOException {
      if (Snappy.uncompressedLength(compressed) != plain.length) {
        throw new IOException("a page of another length than it says");
      }
      return Snappy.uncompress(compressed, 0, compressed.length, plain, 0);
    }
  },
  GZIP {
    @Override
    byte[] compress(byte[] plain) throws IOException {
      var bytes = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(bytes)) {
        gzip.write(plain);
      }
      return bytes.toByteArray();
    }

    @Override
    int decompress(byte[] compressed, byte[] plain) throws IOException {
      try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
        return readAll(gzip, plain);
      }
    }
  },
  ZSTD {
    @Override
    byte[] compress(byte[] plain) {
      return Zstd.compress(plain);
    }

    @Override
    int decompress(byte[] compressed, byte[] plain) throws IOException {
      long length = Zstd.decompress(plain, compressed);
      if (Zstd.isError(length)) {
        throw new IOException("zstd: " + Zstd.getErrorName(length));
      }
      return (int) length;
    }
  },
  LZ4_RAW {
    @Override
    byte[] compress(byte[] plain) {
      var compressor = new Lz4Compressor();
      var bytes = new byte[compressor.maxCompressedLength(plain.length)];
      int length = compressor.compress(plain, 0, plain.length, bytes, 0, bytes.length);
      return Arrays.copyOf(bytes, length);
    }

    @Override
    int decompress(byte[] compressed, byte[] plain) {
      return new Lz4Decompressor()
          .decompress(compressed, 0, compressed.length, plain, 0, plain.length);
    }
  },
  /** The older LZ4, with the frames of Hadoop around its blocks. Lintel does not write it. */
  LZ4 {
    @Override
    byte[] compress(byte[] plain) {
      throw new UnsupportedOperationException("LZ4_RAW replaces it");
    }

    @Override
    int decompress(byte[] compressed, byte[] plain) throws IOException {
      return HadoopLz4.isFramed(compressed, plain.length)
          ? HadoopLz4.decompress(compressed, plain)
          : LZ4_RAW.decompress(compressed, plain);
    }
  },
  /** Lintel does not write it: there is no compressor in Java. */
  BROTLI {
    @Override
    byte[] compress(byte[] plain) {
      throw new UnsupportedOperationException("There is no compressor for Brotli");
    }

    @Override
    int decompress(byte[] compressed, byte[] plain) throws IOException {
      try (var brotli = new BrotliInputStream(new ByteArrayInputStream(compressed))) {
        return readAll(brotli, plain);
      }
    }
  };

  abstract byte[] compress(byte[] plain) throws IOException;

  /** Fills the array, whose length the page states; returns how many bytes it filled. */
  abstract int decompress(byte[] compressed, byte[] plain) throws IOException;

  private static int readAll(InputStream decompressed, byte[] plain) throws IOException {
    int length = decompressed.readNBytes(plain, 0, plain.length);
    if (decompressed.read() >= 0) {
      throw new IOException("a page of another length than it says");
    }
    return length;
  }

  /**
   * Checks that pages can be read.
   *
   * @throws IllegalArgumentException if they cannot; says why
   */
  static void checkReadable(CompressionCodecName name) {
    if (name != CompressionCodecName.UNCOMPRESSED) {
      of(name);
    }
  }

  /** The codec of that name, which is not UNCOMPRESSED. */
  static ParquetCodec of(CompressionCodecName name) {
    return Enums.getIfPresent(ParquetCodec.class, name.name())
        .toJavaUtil()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its pages are compressed with %s; Lintel reads %s and uncompressed ones"
                        .formatted(
                            name,
                            Stream.of(values())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ")))));
  }
}
