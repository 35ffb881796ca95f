package dev.lintel.pipeline.files.avro;

import dev.lintel.pipeline.files.CloseQuietly;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The records of a Parquet file, as Avro records. A damaged page makes the file unreadable, as with
 * {@link AvroReader}. The file has to be on a file system with random access.
 */
public final class ParquetReader implements AvroRecordReader {
  private final DataFile file;
  private final ParquetFileReader groups;
  private final MessageColumnIO columns;
  private final ParquetRecords records;
  private @Nullable RecordReader<GenericRecord> group;
  private long leftInGroup;
  private long recordNumber;

  private ParquetReader(
      DataFile file, ParquetFileReader groups, MessageColumnIO columns, ParquetRecords records) {
    this.file = file;
    this.groups = groups;
    this.columns = columns;
    this.records = records;
  }

  /**
   * Reads the file.
   *
   * @throws UnreadableFileException if it cannot be opened, is not a Parquet file, or its footer
   *     shows that its records cannot be read
   */
  public static ParquetReader open(DataFile file) {
    try {
      ParquetReadOptions options =
          ParquetReadOptions.builder(ParquetSchema.configuration())
              .withCodecFactory(new ParquetCodecs())
              .build();
      ParquetFileReader groups = ParquetFileReader.open(new ParquetInput(file), options);
      try {
        return open(file, groups);
      } catch (RuntimeException e) {
        CloseQuietly.close(groups, e);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw e instanceof UnreadableFileException unreadable ? unreadable : file.unreadable(e);
    }
  }

  private static ParquetReader open(DataFile file, ParquetFileReader groups) {
    for (BlockMetaData group : groups.getRowGroups()) {
      for (ColumnChunkMetaData column : group.getColumns()) {
        ParquetCodec.checkReadable(column.getCodec());
      }
    }
    var footer = groups.getFileMetaData();
    var calendar = LegacyCalendar.of(footer.getKeyValueMetaData()::get);
    return new ParquetReader(
        file,
        groups,
        new ColumnIOFactory(footer.getCreatedBy()).getColumnIO(footer.getSchema()),
        new ParquetRecords(ParquetStructure.of(footer.getSchema(), calendar)));
  }

  @Override
  public Schema getSchema() {
    return records.schema();
  }

  @Override
  public boolean hasNext() {
    try {
      while (leftInGroup == 0) {
        PageReadStore pages = groups.readNextRowGroup();
        if (pages == null) {
          return false;
        }
        leftInGroup = pages.getRowCount();
        group = columns.getRecordReader(pages, records);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      throw file.damaged(recordNumber, e);
    }
  }

  @Override
  public FileRecord<GenericRecord> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    GenericRecord row;
    try {
      row = group.read();
    } catch (RuntimeException e) {
      throw file.damaged(recordNumber, e);
    }
    leftInGroup--;
    var where = new SourcePosition(file.name(), ++recordNumber, 0);
    return new FileRecord.Row<>(row, where, Optional.empty());
  }

  @Override
  public void close() throws IOException {
    groups.close();
  }
}
