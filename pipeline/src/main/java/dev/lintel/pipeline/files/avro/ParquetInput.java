package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.DataFile;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file of Beam, as an input of Parquet. */
final class ParquetInput implements InputFile {
  private final DataFile file;

  ParquetInput(DataFile file) {
    this.file = file;
  }

  @Override
  public long getLength() throws IOException {
    try (SeekableByteChannel channel = file.openSeekable()) {
      return channel.size();
    }
  }

  @Override
  public SeekableInputStream newStream() {
    return new ChannelStream(file.openSeekable());
  }

  /** Parquet's messages name a file by this. */
  @Override
  public String toString() {
    return "it";
  }

  private static final class ChannelStream extends DelegatingSeekableInputStream {
    private final SeekableByteChannel channel;

    ChannelStream(SeekableByteChannel channel) {
      super(Channels.newInputStream(channel));
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }
  }
}
