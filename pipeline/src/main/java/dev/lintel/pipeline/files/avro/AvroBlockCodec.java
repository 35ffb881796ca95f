package dev.lintel.pipeline.files.avro;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.google.common.primitives.Ints;
import dev.lintel.pipeline.files.UnpackedParts;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.avro.file.DataFileConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.xerial.snappy.Snappy;

/**
 * Decompresses the blocks of an Avro file, each as far as it may be unpacked. Avro's own codecs
 * have no limit.
 */
enum AvroBlockCodec {
  NONE(DataFileConstants.NULL_CODEC) {
    @Override
    byte[] decompress(byte[] block, UnpackedParts limit) {
      return block;
    }
  },
  DEFLATE(DataFileConstants.DEFLATE_CODEC) {
    @Override
    byte[] decompress(byte[] block, UnpackedParts limit) throws IOException {
      var inflater = new Inflater(/* nowrap= */ true);
      try {
        return readAll(
            new InflaterInputStream(new ByteArrayInputStream(block), inflater), block, limit);
      } finally {
        inflater.end();
      }
    }
  },
  /** The block states its length, and a checksum follows it. */
  SNAPPY(DataFileConstants.SNAPPY_CODEC) {
    @Override
    byte[] decompress(byte[] block, UnpackedParts limit) throws IOException {
      int length = block.length - Integer.BYTES;
      if (length < 0) {
        throw new EOFException("a block ends too early");
      }
      int stated = Snappy.uncompressedLength(block, 0, length);
      limit.check(stated);
      var content = new byte[stated];
      Snappy.uncompress(block, 0, length, content, 0);
      var checksum = new CRC32();
      checksum.update(content);
      if ((int) checksum.getValue()
          != Ints.fromByteArray(Arrays.copyOfRange(block, length, block.length))) {
        throw new IOException("the checksum of a block is wrong");
      }
      return content;
    }
  },
  ZSTANDARD(DataFileConstants.ZSTANDARD_CODEC) {
    @Override
    byte[] decompress(byte[] block, UnpackedParts limit) throws IOException {
      return readAll(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(block)), block, limit);
    }
  },
  BZIP2(DataFileConstants.BZIP2_CODEC) {
    @Override
    byte[] decompress(byte[] block, UnpackedParts limit) throws IOException {
      return readAll(new BZip2CompressorInputStream(new ByteArrayInputStream(block)), block, limit);
    }
  },
  XZ(DataFileConstants.XZ_CODEC) {
    @Override
    byte[] decompress(byte[] block, UnpackedParts limit) throws IOException {
      return readAll(
          new XZCompressorInputStream(
              new ByteArrayInputStream(block), /* decompressConcatenated= */ false, XZ_MEMORY_KB),
          block,
          limit);
    }
  };

  /** A block may ask for up to 4 GiB; the tool's highest level asks for 65 MiB. */
  private static final int XZ_MEMORY_KB = 128 << 10;

  private static final int LEAST_BUFFER_BYTES = 1 << 16;
  private static final int USUAL_RATIO = 4;

  /** The longest array of most virtual machines. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  private final String avroName;

  AvroBlockCodec(String avroName) {
    this.avroName = avroName;
  }

  /**
   * The codec of that name in the header of a file.
   *
   * @throws IOException if there is none
   */
  static AvroBlockCodec of(String avroName) throws IOException {
    return Arrays.stream(values())
        .filter(codec -> codec.avroName.equals(avroName))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "its blocks are compressed with a codec that cannot be read: " + avroName));
  }

  /**
   * The content of a block.
   *
   * @param limit the block has begun there
   * @throws IOException if it cannot be decompressed
   */
  abstract byte[] decompress(byte[] block, UnpackedParts limit) throws IOException;

  private static byte[] readAll(InputStream decompressed, byte[] block, UnpackedParts limit)
      throws IOException {
    try (decompressed) {
      var content =
          new byte
              [Ints.constrainToRange(
                  Ints.saturatedCast((long) USUAL_RATIO * block.length),
                  LEAST_BUFFER_BYTES,
                  1 << 24)];
      int length = 0;
      while (true) {
        int count = decompressed.read(content, length, content.length - length);
        if (count < 0) {
          return Arrays.copyOf(content, length);
        }
        length += count;
        limit.check(length);
        if (length == content.length) {
          if (length == LONGEST) {
            throw new IOException("a block has more than 2 GiB");
          }
          content = Arrays.copyOf(content, (int) Math.min(LONGEST, 2L * length));
        }
      }
    }
  }
}
