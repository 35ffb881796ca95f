package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.UnpackedParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Gives {@link ParquetCodec} to Parquet. Parquet's own factory needs a Hadoop configuration for
 * each codec, and with it 30 MB of Hadoop's dependencies.
 */
final class ParquetCodecs implements CompressionCodecFactory {
  private final @Nullable UnpackedParts unpacked;

  private ParquetCodecs(@Nullable UnpackedParts unpacked) {
    this.unpacked = unpacked;
  }

  /** For pages that are read, as far as they may be unpacked. */
  static ParquetCodecs reading(UnpackedParts unpacked) {
    return new ParquetCodecs(unpacked);
  }

  /** For pages that are written, and for readers that read none. */
  static ParquetCodecs withoutLimit() {
    return new ParquetCodecs(null);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return new PageCompressor(name);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    if (unpacked == null) {
      throw new IllegalStateException("No pages are to be read");
    }
    return new PageDecompressor(name, unpacked);
  }

  @Override
  public void release() {}

  private static byte[] bytes(BytesInput input) throws IOException {
    return input.toInputStream().readAllBytes();
  }

  private record PageCompressor(CompressionCodecName name) implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput plain) throws IOException {
      return name == CompressionCodecName.UNCOMPRESSED
          ? plain
          : BytesInput.from(ParquetCodec.of(name).compress(bytes(plain)));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return name;
    }

    @Override
    public void release() {}
  }

  private record PageDecompressor(CompressionCodecName name, UnpackedParts unpacked)
      implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput compressed, int length) throws IOException {
      return name == CompressionCodecName.UNCOMPRESSED
          ? compressed
          : BytesInput.from(decompress(bytes(compressed), length));
    }

    @Override
    public void decompress(
        ByteBuffer compressed, int compressedLength, ByteBuffer plain, int length)
        throws IOException {
      var bytes = new byte[compressedLength];
      compressed.get(bytes);
      plain.put(name == CompressionCodecName.UNCOMPRESSED ? bytes : decompress(bytes, length));
    }

    private byte[] decompress(byte[] compressed, int length) throws IOException {
      if (length < 0) {
        throw new IOException("a page of another length than it says");
      }
      if (compressed.length == 0 && length == 0) {
        // Older versions of Parquet's own writer store a page of nulls so, whatever the codec.
        return compressed;
      }
      unpacked.begin(compressed.length);
      unpacked.check(length);
      var plain = new byte[length];
      if (ParquetCodec.of(name).decompress(compressed, plain) != length) {
        throw new IOException("a page of another length than it says");
      }
      return plain;
    }

    @Override
    public void release() {}
  }
}
