package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.CloseQuietly;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericRecord;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The records of an Avro data file of any codec. Its blocks can only be read as a whole, so a
 * damaged record makes the file unreadable. A record belongs to the offset of the sync marker
 * before its block.
 */
public final class AvroReader implements AvroRecordReader {
  private final DataFile file;
  private final DataFileStream<GenericRecord> stream;
  private final WholeCheck end;
  private final @Nullable DataFileReader<GenericRecord> blocks;
  private long blockOffset = FilePlace.UNKNOWN;
  private long readInBlock;
  private long recordsBefore;

  /** Whether the file ends with a block; asked when all of it has been read. */
  @FunctionalInterface
  private interface WholeCheck {
    boolean isWhole() throws IOException;
  }

  private AvroReader(
      DataFile file,
      DataFileStream<GenericRecord> stream,
      WholeCheck end,
      @Nullable DataFileReader<GenericRecord> blocks) {
    this.file = file;
    this.stream = stream;
    this.end = end;
    this.blocks = blocks;
  }

  /**
   * Reads the file.
   *
   * @throws UnreadableFileException if it cannot be opened or is not an Avro data file
   */
  public static AvroReader open(DataFile file) {
    return file.isCompressed() ? ofStream(file) : ofBlocks(file);
  }

  private static AvroReader ofStream(DataFile file) {
    InputStream in = file.open();
    try {
      var bytes = AvroBytes.of(in);
      var data = new AvroData();
      var stream = new DataFileStream<>(bytes, data);
      data.setCalendar(LegacyCalendar.of(stream::getMetaString));
      return new AvroReader(file, stream, bytes::isWhole, null);
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, in, e);
    }
  }

  private static AvroReader ofBlocks(DataFile file) {
    AvroInput in;
    try {
      in = AvroInput.open(file);
    } catch (UnreadableFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw file.unreadable(e);
    }
    try {
      var data = new AvroData();
      var blocks = new DataFileReader<>(in, data);
      data.setCalendar(LegacyCalendar.of(blocks::getMetaString));
      return new AvroReader(file, blocks, in::isWhole, blocks);
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, in, e);
    }
  }

  private static UnreadableFileException unreadable(DataFile file, Closeable open, Exception e) {
    CloseQuietly.close(open, e);
    return file.unreadable(e);
  }

  @Override
  public Schema getSchema() {
    return stream.getSchema();
  }

  @Override
  public boolean hasNext() {
    try {
      if (stream.hasNext()) {
        return true;
      }
      if (end.isWhole()) {
        return false;
      }
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
    throw damaged(new EOFException("it ends within a block"));
  }

  private UnreadableFileException damaged(Exception e) {
    return recordsBefore == FilePlace.UNKNOWN
        ? file.damagedAfterByte(blockOffset, e)
        : file.damaged(recordsBefore + readInBlock, e);
  }

  @Override
  public FileRecord<GenericRecord> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    enterBlock();
    GenericRecord row;
    try {
      row = stream.next(null);
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
    readInBlock++;
    return new FileRecord.Row<>(row, SourcePosition.before(file.name(), place()), Optional.empty());
  }

  private void enterBlock() {
    long offset = blocks == null ? 0 : blocks.previousSync() - DataFileConstants.SYNC_SIZE;
    if (offset != blockOffset) {
      if (recordsBefore != FilePlace.UNKNOWN) {
        recordsBefore += readInBlock;
      }
      blockOffset = offset;
      readInBlock = 0;
    }
  }

  @Override
  public boolean isSeekable() {
    return blocks != null;
  }

  @Override
  public FilePlace place() {
    return new FilePlace(blockOffset, readInBlock, recordsBefore, 0);
  }

  @Override
  public void startAt(FilePlace place) {
    if (place.offset() > 0) {
      try {
        blocks.sync(place.offset());
      } catch (IOException e) {
        throw file.unreadable(e);
      }
      blockOffset = place.offset();
      recordsBefore = place.recordsBefore();
    }
  }

  @Override
  public FileCuts cuts(long bytes) {
    return isSeekable() ? FileCuts.anywhere(file, bytes) : FileCuts.none();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
