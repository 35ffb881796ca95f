package dev.lintel.pipeline.files;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Writes a file and computes its digest, so that the file need not be read again. Not thread-safe.
 */
public final class CountedOutput extends OutputStream {
  private final OutputStream out;
  private final MessageDigest md5 = newMd5();
  private final CRC32C crc32c = new CRC32C();
  private long bytes;

  private CountedOutput(OutputStream out) {
    this.out = out;
  }

  /** Creates a file on any of Beam's file systems. */
  public static CountedOutput create(ResourceId file) throws IOException {
    return of(FileSystems.create(file, MimeTypes.BINARY));
  }

  /** Writes to a channel, which is closed with it. */
  public static CountedOutput of(WritableByteChannel channel) {
    return new CountedOutput(Channels.newOutputStream(channel));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] content, int offset, int length) throws IOException {
    out.write(content, offset, length);
    md5.update(content, offset, length);
    crc32c.update(content, offset, length);
    bytes += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** The digest of what has been written so far. */
  public FileDigest getDigest() {
    var base64 = Base64.getEncoder();
    try {
      return new FileDigest(
          bytes,
          base64.encodeToString(((MessageDigest) md5.clone()).digest()),
          base64.encodeToString(Ints.toByteArray((int) crc32c.getValue())));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("MD5 cannot be read while it is computed", e);
    }
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
