package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Writes a file and computes its size and its MD5, so that the file need not be read again. Not
 * thread-safe.
 */
public final class CountedOutput extends OutputStream {
  private final OutputStream out;
  private final MessageDigest digest = newDigest();
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
    digest.update(content, offset, length);
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

  /** How many bytes have been written. */
  public long getBytes() {
    return bytes;
  }

  /** The MD5 of what has been written, in Base64, as in the manifests of an export. */
  public String getMd5() {
    try {
      return Base64.getEncoder().encodeToString(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("MD5 cannot be read while it is computed", e);
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
