package dev.lintel.pipeline.files.avro;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.CloseQuietly;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.pipeline.files.UnpackedParts;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
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
  private final UnpackedParts unpacked;
  private final MessageColumnIO columns;
  private final ParquetRecords records;
  private @Nullable RecordReader<GenericRecord> group;
  private long leftInGroup;
  private long readInGroup;
  private int nextGroup;
  private long groupOffset;
  private long recordsBefore;

  private ParquetReader(
      DataFile file,
      ParquetFileReader groups,
      UnpackedParts unpacked,
      MessageColumnIO columns,
      ParquetRecords records) {
    this.file = file;
    this.groups = groups;
    this.unpacked = unpacked;
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
    var unpacked = new UnpackedParts(file);
    try {
      ParquetReadOptions options =
          ParquetReadOptions.builder(ParquetSchema.configuration())
              .withCodecFactory(ParquetCodecs.reading(unpacked))
              .build();
      ParquetFileReader groups = ParquetFileReader.open(new ParquetInput(file), options);
      try {
        return open(file, groups, unpacked);
      } catch (IOException | RuntimeException e) {
        CloseQuietly.close(groups, e);
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      throw e instanceof UnreadableFileException unreadable
          ? unreadable
          : file.unreadable(described(e, "its footer cannot be decoded"));
    }
  }

  /** Messages of Thrift are about its classes, so they are replaced. */
  private static Exception described(Exception thrown, String problem) {
    boolean isOfThrift =
        Throwables.getCausalChain(thrown).stream()
            .anyMatch(cause -> cause.getClass().getName().contains(".thrift."));
    return isOfThrift ? new IOException(problem, thrown) : thrown;
  }

  private static ParquetReader open(DataFile file, ParquetFileReader groups, UnpackedParts unpacked)
      throws IOException {
    checkGroups(groups.getRowGroups(), unpacked);
    var footer = groups.getFileMetaData();
    var nulls = ParquetNulls.of(new ParquetInput(file), footer.getSchema(), groups.getRowGroups());
    var calendar = LegacyCalendar.of(footer.getKeyValueMetaData()::get);
    return new ParquetReader(
        file,
        groups,
        unpacked,
        new ColumnIOFactory(footer.getCreatedBy()).getColumnIO(footer.getSchema()),
        new ParquetRecords(ParquetStructure.of(footer.getSchema(), calendar, nulls)));
  }

  /** What the footer says of all pages is checked before any is read. */
  private static void checkGroups(List<BlockMetaData> groups, UnpackedParts unpacked) {
    long content = 0;
    long stored = 0;
    for (int i = 0; i < groups.size(); i++) {
      for (ColumnChunkMetaData column : groups.get(i).getColumns()) {
        ParquetCodec.checkReadable(column.getCodec());
        if (column.getCodec() != CompressionCodecName.UNCOMPRESSED) {
          content += Math.max(0, column.getTotalUncompressedSize());
          stored += Math.max(0, column.getTotalSize());
        }
      }
      unpacked.at(place(i + 1));
      unpacked.checkStated(content, stored);
    }
  }

  private static String place(int group) {
    return "in row group " + group;
  }

  @Override
  public Schema getSchema() {
    return records.schema();
  }

  @Override
  public boolean hasNext() {
    try {
      while (leftInGroup == 0) {
        skipEmptyGroups();
        PageReadStore pages = groups.readNextRowGroup();
        if (pages == null) {
          return false;
        }
        groupOffset = groups.getRowGroups().get(nextGroup).getStartingPos();
        nextGroup++;
        unpacked.at(place(nextGroup));
        recordsBefore += readInGroup;
        readInGroup = 0;
        leftInGroup = pages.getRowCount();
        group = columns.getRecordReader(pages, records);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      throw file.damaged(
          recordsBefore + readInGroup, described(e, "the header of a page cannot be decoded"));
    }
  }

  /** Parquet's reader skips them, too, but without saying so, and then returns a later group. */
  private void skipEmptyGroups() {
    List<BlockMetaData> all = groups.getRowGroups();
    while (nextGroup < all.size() && all.get(nextGroup).getRowCount() == 0) {
      nextGroup++;
      groups.skipNextRowGroup();
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
      throw file.damaged(recordsBefore + readInGroup, e);
    }
    leftInGroup--;
    readInGroup++;
    var where = new SourcePosition(file.name(), recordsBefore + readInGroup, 0);
    return new FileRecord.Row<>(row, where, Optional.empty());
  }

  @Override
  public boolean isSeekable() {
    return true;
  }

  @Override
  public FilePlace place() {
    return new FilePlace(groupOffset, readInGroup, recordsBefore, 0);
  }

  /** The footer has the number of records of all row groups, so that it is always known. */
  @Override
  public void startAt(FilePlace place) {
    List<BlockMetaData> all = groups.getRowGroups();
    while (nextGroup < all.size() && all.get(nextGroup).getStartingPos() < place.offset()) {
      recordsBefore += all.get(nextGroup).getRowCount();
      nextGroup++;
      groups.skipNextRowGroup();
    }
  }

  @Override
  public FileCuts cuts(long bytes) {
    List<FilePlace> cuts = new ArrayList<>();
    long lastCut = 0;
    for (BlockMetaData each : groups.getRowGroups()) {
      if (each.getStartingPos() - lastCut >= bytes) {
        lastCut = each.getStartingPos();
        cuts.add(FilePlace.at(lastCut));
      }
    }
    return new FileCuts(ImmutableList.copyOf(cuts), FileCuts.Others.ANYWHERE);
  }

  @Override
  public void close() throws IOException {
    groups.close();
  }
}
