package dev.lintel.pipeline.files;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The content of a file of Zstandard frames: of all of them, one after the other. The library's own
 * stream takes a file that ends within its second frame, or a later one, for a complete one.
 */
final class ZstdInput extends InputStream {
  private static final int BUFFER_BYTES = 1 << 17;

  private final InputStream file;
  private final ZstdDecompressCtx frames = new ZstdDecompressCtx();
  private final byte[] read = new byte[BUFFER_BYTES];
  private final ByteBuffer compressed = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
  private final ByteBuffer content = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();

  /** Whether a frame has begun whose content is not complete. */
  private boolean within;

  /** Whether the content filled its buffer, so that there may be more without reading on. */
  private boolean mayHaveMore;

  ZstdInput(InputStream file) {
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    return hasContent() ? content.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!hasContent()) {
      return -1;
    }
    int count = Math.min(length, content.remaining());
    content.get(bytes, offset, count);
    return count;
  }

  private boolean hasContent() throws IOException {
    while (!content.hasRemaining()) {
      if (!compressed.hasRemaining() && !mayHaveMore && !fill()) {
        if (within) {
          throw new EOFException("it ends within a frame of Zstandard");
        }
        return false;
      }
      content.clear();
      try {
        within = !frames.decompressDirectByteBufferStream(content, compressed);
      } catch (ZstdException e) {
        throw new IOException("no frames of Zstandard: " + e.getMessage(), e);
      }
      mayHaveMore = within && !content.hasRemaining();
      content.flip();
    }
    return true;
  }

  private boolean fill() throws IOException {
    int count = file.read(read);
    compressed.clear();
    compressed.put(read, 0, Math.max(0, count)).flip();
    return count >= 0;
  }

  @Override
  public void close() throws IOException {
    frames.close();
    file.close();
  }
}
