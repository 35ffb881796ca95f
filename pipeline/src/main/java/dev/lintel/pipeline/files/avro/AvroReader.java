package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.CloseQuietly;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericRecord;

/**
 * The records of an Avro data file of any codec. Its blocks can only be read as a whole, so a
 * damaged record makes the file unreadable.
 */
public final class AvroReader implements AvroRecordReader {
  private final DataFile file;
  private final AvroBytes bytes;
  private final DataFileStream<GenericRecord> stream;
  private long recordNumber;

  private AvroReader(DataFile file, AvroBytes bytes, DataFileStream<GenericRecord> stream) {
    this.file = file;
    this.bytes = bytes;
    this.stream = stream;
  }

  /**
   * Reads the file.
   *
   * @throws UnreadableFileException if it cannot be opened or is not an Avro data file
   */
  public static AvroReader open(DataFile file) {
    InputStream in = file.open();
    try {
      var bytes = AvroBytes.of(in);
      var data = new AvroData();
      var stream = new DataFileStream<>(bytes, data);
      data.setCalendar(LegacyCalendar.of(stream::getMetaString));
      return new AvroReader(file, bytes, stream);
    } catch (IOException | RuntimeException e) {
      CloseQuietly.close(in, e);
      throw file.unreadable(e);
    }
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
    } catch (AvroRuntimeException e) {
      throw file.damaged(recordNumber, e);
    }
    if (!bytes.isWhole()) {
      throw file.damaged(recordNumber, new EOFException("it ends within a block"));
    }
    return false;
  }

  @Override
  public FileRecord<GenericRecord> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      GenericRecord row = stream.next(null);
      var where = new SourcePosition(file.name(), ++recordNumber, 0);
      return new FileRecord.Row<>(row, where, Optional.empty());
    } catch (IOException | RuntimeException e) {
      throw file.damaged(recordNumber, e);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
