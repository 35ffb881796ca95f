package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * By what the content of a file is recognized.
 *
 * @param bytes its size
 * @param md5 its MD5 in Base64, as in the manifests of an export
 * @param crc32c its CRC32C in Base64, big-endian as in object stores
 */
public record FileDigest(long bytes, String md5, String crc32c) implements Serializable {

  /** For what is not written to a file. */
  public static final FileDigest NONE = new FileDigest(0, "", "");

  /** Coder of the record. Equal digests have equal encodings. */
  public static final class Coder extends AtomicCoder<FileDigest> {
    private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

    @Override
    public void encode(FileDigest value, OutputStream out) throws IOException {
      VarInt.encode(value.bytes(), out);
      TEXT.encode(value.md5(), out);
      TEXT.encode(value.crc32c(), out);
    }

    @Override
    public FileDigest decode(InputStream in) throws IOException {
      return new FileDigest(VarInt.decodeLong(in), TEXT.decode(in), TEXT.decode(in));
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }
  }
}
