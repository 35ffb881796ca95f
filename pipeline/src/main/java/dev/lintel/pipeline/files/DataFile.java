package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A file to read, on any of Beam's file systems. It is decompressed as its extension says: {@link
 * FileCompression}.
 *
 * @param limit how much content it may have if it is compressed
 */
public record DataFile(ResourceId resource, UnpackLimit limit) {

  /** A file with the default limit. */
  public DataFile(ResourceId resource) {
    this(resource, UnpackLimit.DEFAULT);
  }

  /**
   * The file of that name.
   *
   * @param name a whole name, not a pattern: there may be brackets in it
   */
  public static DataFile named(String name) {
    return new DataFile(FileSystems.matchNewResource(name, /* isDirectory= */ false));
  }

  /** The same file with another limit. */
  public DataFile limited(UnpackLimit to) {
    return new DataFile(resource, to);
  }

  /** The whole name, as in messages. */
  public String name() {
    return resource.toString();
  }

  /** The last part of the name, without its folders. */
  public String fileName() {
    return String.valueOf(resource.getFilename());
  }

  /** Whether its name says that it is compressed in a way that cannot be read. */
  public boolean isRefused() {
    return compression() == FileCompression.UNREADABLE;
  }

  /** Whether it is compressed as a whole, so that it can only be read from its start. */
  public boolean isCompressed() {
    return compression() != FileCompression.NONE;
  }

  /** Whether it is on this machine, so that it costs little to read it twice. */
  public boolean isLocal() {
    return resource.getScheme().equals("file");
  }

  /**
   * Its size as it is stored.
   *
   * @throws UnreadableFileException if it cannot be opened
   */
  long size() {
    try (SeekableByteChannel channel = openSeekable()) {
      return channel.size();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The error of a file that {@link #isRefused}. */
  public UnreadableFileException refused() {
    return new UnreadableFileException(name(), FileCompression.refusal(fileName()), null);
  }

  /**
   * Its content from the start, decompressed.
   *
   * @throws UnreadableFileException if it cannot be opened
   */
  public InputStream open() {
    return decompressed(openStored());
  }

  /** The bytes as they are stored. */
  CountedInput openStored() {
    if (isRefused()) {
      throw refused();
    }
    try {
      return new CountedInput(Channels.newInputStream(FileSystems.open(resource)));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The content of the file, which is closed with it. What is read of it fails with an {@link
   * UnreadableFileException} beyond the limit.
   */
  InputStream decompressed(CountedInput stored) {
    try {
      InputStream content = compression().decompress(stored);
      return isCompressed() ? new LimitedInput(this, stored, content) : content;
    } catch (IOException e) {
      CloseQuietly.close(stored, e);
      throw unreadable(e);
    } catch (RuntimeException e) {
      CloseQuietly.close(stored, e);
      throw e;
    }
  }

  /**
   * Its content, for reading at any position.
   *
   * @throws UnreadableFileException if it cannot be opened or is compressed as a whole
   */
  public SeekableByteChannel openSeekable() {
    if (compression() != FileCompression.NONE) {
      throw new UnreadableFileException(
          name(), "is compressed as a whole, which its format does not allow", null);
    }
    try {
      ReadableByteChannel channel = FileSystems.open(resource);
      if (channel instanceof SeekableByteChannel seekable) {
        return seekable;
      }
      channel.close();
      throw new UnreadableFileException(name(), "is on a file system without random access", null);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The error of a file that cannot be read; the cause itself if it says that of a file. */
  public UnreadableFileException unreadable(Throwable cause) {
    return because("cannot be read", cause);
  }

  /** Likewise, of a file whose first records could be read. */
  public UnreadableFileException damaged(long recordsRead, Throwable cause) {
    return because("is damaged after record " + recordsRead, cause);
  }

  /** Likewise, where the number of the records before is not known. */
  public UnreadableFileException damagedAfterByte(long offset, Throwable cause) {
    return because("is damaged after byte " + offset, cause);
  }

  private UnreadableFileException because(String problem, Throwable cause) {
    // One that unpacks to too much, for example, is not damaged.
    return cause instanceof UnreadableFileException known
        ? known
        : new UnreadableFileException(
            name(), problem + ": " + UnreadableFileException.reasonOf(cause), cause);
  }

  private FileCompression compression() {
    return FileCompression.of(fileName());
  }
}
