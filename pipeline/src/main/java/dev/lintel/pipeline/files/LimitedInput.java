package dev.lintel.pipeline.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a compressed file, up to a limit. Not thread-safe. */
final class LimitedInput extends FilterInputStream {
  private final DataFile file;
  private final CountedInput stored;
  private long count;

  /**
   * @param stored the bytes that the content comes from
   */
  LimitedInput(DataFile file, CountedInput stored, InputStream content) {
    super(content);
    this.file = file;
    this.stored = stored;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    counted(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    counted(Math.max(0, read));
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = in.skip(bytes);
    counted(skipped);
    return skipped;
  }

  /** Some streams could be marked, and what is read again would be counted again. */
  @Override
  public boolean markSupported() {
    return false;
  }

  private void counted(long bytes) {
    count += bytes;
    String refusal = file.limit().refusal(count, stored.count());
    if (refusal != null) {
      throw new UnreadableFileException(file.name(), "unpacks to " + refusal, null);
    }
  }
}
