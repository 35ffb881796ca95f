package dev.lintel.pipeline.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The content of a file of zlib streams, as Hadoop's DefaultCodec writes them: of all of them, one
 * after the other. A file without any bytes has no content.
 */
final class ZlibInput extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream file;
  private final Inflater inflater = new Inflater();
  private final byte[] compressed = new byte[BUFFER_BYTES];
  private int start;
  private int end;

  /** Whether a stream has begun that has not ended. */
  private boolean within;

  ZlibInput(InputStream file) {
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (inflater.finished()) {
        start = end - inflater.getRemaining();
        inflater.reset();
        within = false;
      }
      if (!within && !begin()) {
        return -1;
      }
      int count = inflate(bytes, offset, length);
      if (count > 0) {
        return count;
      }
      if (!inflater.finished() && inflater.needsInput()) {
        if (!fill()) {
          throw new EOFException("it ends within a zlib stream");
        }
        inflater.setInput(compressed, start, end - start);
      }
    }
  }

  /** Begins the next stream; returns false at the end of the file. */
  private boolean begin() throws IOException {
    if (start == end && !fill()) {
      return false;
    }
    within = true;
    inflater.setInput(compressed, start, end - start);
    return true;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(bytes, offset, length);
      if (count == 0 && inflater.needsDictionary()) {
        throw new ZipException("a zlib stream with a dictionary");
      }
      return count;
    } catch (DataFormatException e) {
      throw new ZipException("not a zlib stream: " + e.getMessage());
    }
  }

  private boolean fill() throws IOException {
    start = 0;
    end = Math.max(0, file.readNBytes(compressed, 0, compressed.length));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    file.close();
  }
}
