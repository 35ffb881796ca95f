package dev.lintel.pipeline.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The content of a gzip file: of all its members, one after the other. Zeros behind the last one
 * are not content, but padding to whole blocks, as tapes have it; gzip itself skips them, too.
 */
final class GzipInput extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FIRST_BYTE = 0x1F;
  private static final int SECOND_BYTE = 0x8B;

  private final BufferedInputStream file;
  private GzipCompressorInputStream member;

  private GzipInput(BufferedInputStream file) throws IOException {
    this.file = file;
    this.member = new GzipCompressorInputStream(file);
  }

  /**
   * Returns the content of the file, which is closed with it. A file that is not compressed is its
   * own content: an object store may decompress a file while it is downloaded.
   */
  static InputStream of(InputStream file) throws IOException {
    var buffered = new BufferedInputStream(file, BUFFER_BYTES);
    buffered.mark(2);
    boolean compressed = buffered.read() == FIRST_BYTE && buffered.read() == SECOND_BYTE;
    buffered.reset();
    if (!compressed) {
      return buffered;
    }
    try {
      return new GzipInput(buffered);
    } catch (IOException e) {
      CloseQuietly.close(buffered, e);
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = member.read(bytes, offset, length);
    while (count < 0 && skipPadding()) {
      member = new GzipCompressorInputStream(file);
      count = member.read(bytes, offset, length);
    }
    return count;
  }

  /** Skips zeros; returns whether anything follows, which has to be another member. */
  private boolean skipPadding() throws IOException {
    int next;
    do {
      file.mark(1);
      next = file.read();
    } while (next == 0);
    file.reset();
    return next > 0;
  }

  @Override
  public void close() throws IOException {
    member.close();
    file.close();
  }
}
