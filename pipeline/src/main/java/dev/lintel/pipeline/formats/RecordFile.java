package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Mutation;
import dev.lintel.convert.ConversionException;
import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.avro.RecordSize;
import dev.lintel.schema.Table;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The records of one file, each converted to what a job needs, or rejected. Not thread-safe.
 *
 * @param <R> a record of the file
 * @param <T> what a record is converted to
 */
public final class RecordFile<R, T> implements Closeable {

  /**
   * What has become of a record. Exactly one of the two is present.
   *
   * @param table the table that the record is for, as a rejected record names it
   * @param bytes about the size of the record in memory
   */
  public record Result<T>(
      String table, Optional<T> value, Optional<RejectedRecord> rejected, long bytes) {}

  /**
   * How records are converted and rejected.
   *
   * @param table the table that a record is for, as a rejected record names it
   * @param tableOfMalformed likewise for a malformed record
   * @param convert converts a record; throws a {@link ConversionException} for one to reject
   * @param rejected what is kept of a record that could not be converted
   * @param malformed what is kept of a malformed record
   */
  public record Conversion<R, T>(
      Function<R, String> table,
      String tableOfMalformed,
      Function<FileRecord.Row<R>, T> convert,
      Function<FileRecord.Row<R>, RejectedRecord.Content> rejected,
      Function<RawText, RejectedRecord.Content> malformed) {}

  private final RecordReader<R> reader;
  private final Conversion<R, T> conversion;
  private long returned;

  private RecordFile(RecordReader<R> reader, Conversion<R, T> conversion) {
    this.reader = reader;
    this.conversion = conversion;
  }

  /** Converts what the reader reads, which is closed with it. */
  public static <R, T> RecordFile<R, T> of(RecordReader<R> reader, Conversion<R, T> conversion) {
    return new RecordFile<>(reader, conversion);
  }

  /**
   * Converts the records of an open file, which is closed with it.
   *
   * @param table the table that the records are for, as a rejected record names it
   * @param convert converts a record; throws a {@link ConversionException} for one to reject
   * @param rejected what is kept of a record that could not be converted
   */
  public static <R, T> RecordFile<R, T> of(
      OpenFile<R> file,
      String table,
      Function<FileRecord.Row<R>, T> convert,
      Function<FileRecord.Row<R>, RejectedRecord.Content> rejected) {
    return of(
        file.records(),
        new Conversion<>(record -> table, table, convert, rejected, file::contentOf));
  }

  /**
   * Converts the records of an open file, which is closed with it, to rows of a table.
   *
   * @param checked returns the row, or throws a {@link ConversionException} if it must not be
   *     written
   * @throws IllegalArgumentException if the file has {@link OpenFile#problems} with the table
   */
  public static <R> RecordFile<R, Mutation> ofRows(
      OpenFile<R> file, Table table, Mutation.Op operation, UnaryOperator<Mutation> checked) {
    RowConversion<R> rows = file.rowsOf(table, operation);
    return of(
        file,
        table.getName(),
        row -> checked.apply(rows.converter().convert(row.row())),
        rows.rejected());
  }

  /**
   * Whether there is another record.
   *
   * @throws dev.lintel.pipeline.files.UnreadableFileException if the file cannot be read on
   */
  public boolean hasNext() {
    return reader.hasNext();
  }

  /** The next record. */
  public Result<T> next() {
    FileRecord<R> record = reader.next();
    returned++;
    if (record instanceof FileRecord.Malformed<R> malformed) {
      return rejected(
          conversion.tableOfMalformed(),
          malformed.problem(),
          record,
          conversion.malformed().apply(record.raw().orElseThrow()));
    }
    var row = (FileRecord.Row<R>) record;
    String table = conversion.table().apply(row.row());
    try {
      return new Result<>(
          table, Optional.of(conversion.convert().apply(row)), Optional.empty(), bytesOf(record));
    } catch (ConversionException e) {
      return rejected(table, e.getMessage(), record, conversion.rejected().apply(row));
    }
  }

  private Result<T> rejected(
      String table, String problem, FileRecord<R> record, RejectedRecord.Content content) {
    return new Result<>(
        table,
        Optional.empty(),
        Optional.of(
            new RejectedRecord(
                table,
                ErrorCode.INVALID_ARGUMENT.name(),
                problem,
                Optional.of(record.position()),
                content)),
        bytesOf(record));
  }

  private static long bytesOf(FileRecord<?> record) {
    return record
        .raw()
        .map(raw -> (long) raw.text().length())
        .orElseGet(() -> record instanceof FileRecord.Row<?> row ? RecordSize.of(row.row()) : 0L);
  }

  /**
   * The place after the record that was returned last. A file that can only be read from its start
   * has all of its records there.
   */
  public FilePlace place() {
    return reader.isSeekable() ? reader.place() : new FilePlace(0, returned, 0, 1);
  }

  /**
   * Goes on at a place. Called before the first record is returned.
   *
   * @throws dev.lintel.pipeline.files.UnreadableFileException if the file has no such place
   */
  public void startAt(FilePlace place) {
    if (reader.isSeekable()) {
      reader.startAt(place);
    }
    for (long i = 0; i < place.skipped() && reader.hasNext(); i++) {
      FileRecord<R> unused = reader.next();
      returned++;
    }
  }

  /** Where the file can be cut: {@link RecordReader#cuts}. */
  public FileCuts cuts(long bytes) {
    return reader.cuts(bytes);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
