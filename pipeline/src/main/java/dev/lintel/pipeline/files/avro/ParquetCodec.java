package dev.lintel.pipeline.files.avro;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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
        return gzip.readNBytes(plain, 0, plain.length);
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
  };

  abstract byte[] compress(byte[] plain) throws IOException;

  /** Fills the array, whose length the page states; returns how many bytes it filled. */
  abstract int decompress(byte[] compressed, byte[] plain) throws IOException;

  static ParquetCodec of(CompressionCodecName name) {
    return switch (name) {
      case SNAPPY -> SNAPPY;
      case GZIP -> GZIP;
      case ZSTD -> ZSTD;
      case LZ4_RAW -> LZ4_RAW;
      default ->
          throw new IllegalArgumentException(
              "its codec is " + name + ", not SNAPPY, GZIP, ZSTD, LZ4_RAW or uncompressed");
    };
  }
}
