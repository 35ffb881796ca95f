package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.CloseQuietly;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * The records of an Avro data file of any codec. Its blocks can only be read as a whole, so a
 * damaged record makes the file unreadable. A record belongs to the offset of the sync marker
 * before its block.
 */
public final class AvroReader implements AvroRecordReader {
  private final DataFile file;
  private final AvroBlocks blocks;
  private final Schema schema;
  private final AvroData data;
  private long blockOffset = FilePlace.UNKNOWN;
  private long readInBlock;
  private long recordsBefore;

  private AvroReader(DataFile file, AvroBlocks blocks) throws IOException {
    this.file = file;
    this.blocks = blocks;
    this.schema = blocks.head().schema();
    this.data = new AvroData();
    data.setCalendar(LegacyCalendar.of(blocks.head()::fact));
    data.setSchema(schema);
  }

  /**
   * Reads the file.
   *
   * @throws UnreadableFileException if it cannot be opened or is not an Avro data file
   */
  public static AvroReader open(DataFile file) {
    try {
      AvroBlocks blocks = AvroBlocks.open(file);
      try {
        return new AvroReader(file, blocks);
      } catch (IOException | RuntimeException e) {
        CloseQuietly.close(blocks, e);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw file.unreadable(e);
    }
  }

  @Override
  public Schema getSchema() {
    return schema;
  }

  @Override
  public boolean hasNext() {
    try {
      return blocks.hasRecord();
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
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
      row = data.read(null, blocks.record());
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
    readInBlock++;
    return new FileRecord.Row<>(row, SourcePosition.before(file.name(), place()), Optional.empty());
  }

  private void enterBlock() {
    long offset = blocks.isSeekable() ? blocks.marker() : 0;
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
    return blocks.isSeekable();
  }

  @Override
  public FilePlace place() {
    return new FilePlace(blockOffset, readInBlock, recordsBefore, 0);
  }

  @Override
  public void startAt(FilePlace place) {
    if (place.offset() > 0) {
      try {
        blocks.seek(place.offset());
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
    blocks.close();
  }
}
