package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.CloseQuietly;
import dev.lintel.pipeline.files.DataFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.apache.avro.file.SeekableInput;

/** A file of Beam that is not compressed as a whole, as an input of Avro. */
final class AvroInput implements SeekableInput {
  private static final int HEADER_BUFFER_BYTES = 1 << 13;

  private final SeekableByteChannel channel;
  private final byte[] syncMarker;

  private AvroInput(SeekableByteChannel channel, byte[] syncMarker) {
    this.channel = channel;
    this.syncMarker = syncMarker;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it does not begin like an Avro data file
   */
  static AvroInput open(DataFile file) throws IOException {
    SeekableByteChannel channel = file.openSeekable();
    try {
      InputStream header =
          new BufferedInputStream(Channels.newInputStream(channel), HEADER_BUFFER_BYTES);
      byte[] syncMarker = AvroBytes.syncMarker(header);
      channel.position(0);
      return new AvroInput(channel, syncMarker);
    } catch (IOException | RuntimeException e) {
      CloseQuietly.close(channel, e);
      throw e;
    }
  }

  /**
   * Whether the file ends with a block. Avro's own reader takes a file that ends within a block for
   * a file that ends before the block.
   */
  boolean isWhole() throws IOException {
    long position = channel.position();
    channel.position(channel.size() - syncMarker.length);
    byte[] end = Channels.newInputStream(channel).readNBytes(syncMarker.length);
    channel.position(position);
    return Arrays.equals(end, syncMarker);
  }

  @Override
  public void seek(long position) throws IOException {
    channel.position(position);
  }

  @Override
  public long tell() throws IOException {
    return channel.position();
  }

  @Override
  public long length() throws IOException {
    return channel.size();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(bytes, offset, length));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
