package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The records of a CSV file in UTF-8. A field is null if the layout says so; a name in a header
 * never is.
 *
 * <p>A record is malformed if its number of fields is not that of the columns, beyond what the
 * layout allows, if it has bytes that are not UTF-8, or if its quotes are wrong: opened and not
 * closed, or followed by more than a delimiter. Wrong quotes do not show where the record was to
 * end, so its first line is taken as the whole record and reading goes on at the next line: a stray
 * quote costs one line, not the rest of the file.
 */
public final class CsvReader implements RecordReader<List<String>> {
  private final TextCursor cursor;
  private final TextWindow input;
  private final CsvLayout layout;
  private final CsvParser parser;
  private final List<String> columns;

  private @Nullable FileRecord<List<String>> nextRecord;
  private FilePlace nextPlace = FilePlace.start();
  private FilePlace place = FilePlace.start();

  private CsvReader(TextCursor cursor, CsvLayout layout, List<String> columns) {
    this.cursor = cursor;
    this.input = cursor.window();
    this.layout = layout;
    this.parser = new CsvParser(input, layout);
    this.columns =
        layout.header() == CsvLayout.Header.FIRST_RECORD ? readHeader() : List.copyOf(columns);
  }

  /**
   * Reads the file.
   *
   * @param columns the columns of the file in order, unless it has a header; empty if they are not
   *     known, so that any number of fields is right
   * @throws UnreadableFileException if it cannot be opened, or its header cannot be read
   */
  public static CsvReader open(DataFile file, CsvLayout layout, List<String> columns) {
    return new CsvReader(TextCursor.of(file), layout, columns);
  }

  /**
   * Reads text; otherwise as {@link #open}.
   *
   * @param file the name of the file, for positions and messages
   */
  public static CsvReader of(String file, Reader source, CsvLayout layout, List<String> columns) {
    return of(file, new TextWindow(source), layout, columns);
  }

  static CsvReader of(String file, TextWindow input, CsvLayout layout, List<String> columns) {
    return new CsvReader(TextCursor.of(file, input), layout, columns);
  }

  /** The columns of the file in order, as its header or the caller names them. */
  public List<String> getColumns() {
    return columns;
  }

  @Override
  public boolean hasNext() {
    if (nextRecord == null) {
      try {
        nextRecord = read(parser, columns.size());
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
    return nextRecord != null;
  }

  @Override
  public FileRecord<List<String>> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FileRecord<List<String>> record = nextRecord;
    nextRecord = null;
    place = nextPlace;
    return record;
  }

  @Override
  public boolean isSeekable() {
    return cursor.isSeekable();
  }

  @Override
  public long storedBytes() {
    return cursor.storedBytes();
  }

  @Override
  public FilePlace place() {
    return place;
  }

  @Override
  public void startAt(FilePlace start) {
    try {
      if (cursor.startAt(start, lineEnds())) {
        nextRecord = null;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>In the middle of a file, nothing shows whether a line break ends a record. So the file is
   * read to find out, if that costs little.
   */
  @Override
  public FileCuts cuts(long bytes) {
    if (!isSeekable()) {
      return FileCuts.none();
    }
    return switch (layout.lineBreaks()) {
      case NEVER -> cursor.cuts(bytes);
      case QUOTED -> FileCuts.none();
      case AUTO -> cursor.isLocal() ? beginningsOfRecords(bytes) : FileCuts.none();
    };
  }

  private FileCuts beginningsOfRecords(long bytes) {
    List<FilePlace> cuts = new ArrayList<>();
    long last = 0;
    while (hasNext()) {
      FileRecord<List<String>> unused = next();
      if (place.offset() - last >= bytes) {
        last = place.offset();
        cuts.add(new FilePlace(last, 0, place.recordsBefore(), place.line()));
      }
    }
    return FileCuts.only(cuts);
  }

  /** MySQL writes a carriage return in a text as it is. */
  private TextCursor.LineEnds lineEnds() {
    return layout.sequences() == EscapeSequences.MYSQL
        ? TextCursor.LineEnds.LINE_FEED
        : TextCursor.LineEnds.ANY;
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }

  private List<String> readHeader() {
    FileRecord<List<String>> header;
    try {
      header = read(new CsvParser(input, layout.withoutNullString()), 0);
    } catch (IOException e) {
      throw unreadable(e);
    }
    cursor.beginRecords();
    if (header == null) {
      throw new UnreadableFileException(cursor.name(), "is empty and has no header", null);
    }
    if (header instanceof FileRecord.Malformed<List<String>> malformed) {
      throw new UnreadableFileException(
          cursor.name(), "has a header that cannot be read: " + malformed.problem(), null);
    }
    List<String> names = ((FileRecord.Row<List<String>>) header).row();
    return layout.isLossless() ? List.copyOf(names) : names.stream().map(String::strip).toList();
  }

  private @Nullable FileRecord<List<String>> read(CsvParser records, int fields)
      throws IOException {
    input.mark(cursor.position());
    long start =
        isRecordOfOneColumn(fields) ? cursor.position() : afterEmptyLines(cursor.position());
    if (!input.has(start)) {
      return null;
    }
    List<String> row;
    try {
      row = records.parse(start);
    } catch (CsvSyntaxException e) {
      return firstLineOfMalformed(start, e.problem());
    } catch (IOException e) {
      if (!input.isFull()) {
        throw e;
      }
      return firstLineOfMalformed(
          start,
          "a quote is opened and not closed within " + input.maxRecordCharacters() + " characters");
    }
    if (isEndMarker(start, records.contentEnd())) {
      cursor.moveTo(records.end());
      return read(records, fields);
    }
    CsvRowLength.fit(row, fields, layout);
    return consume(start, records.contentEnd(), records.end(), row, fields, "");
  }

  private long afterEmptyLines(long from) throws IOException {
    if (lineEnds() == TextCursor.LineEnds.ANY) {
      return input.afterLineBreaks(from);
    }
    long position = from;
    while (input.at(position) == '\n'
        || (input.at(position) == '\r' && input.at(position + 1) == '\n')) {
      position++;
    }
    return position;
  }

  private boolean isRecordOfOneColumn(int fields) {
    return fields == 1 && layout.emptyLines() == CsvLayout.EmptyLines.OF_ONE_COLUMN;
  }

  /** Whether the record is the line by which PostgreSQL marks the end of data. */
  private boolean isEndMarker(long start, long end) {
    return layout.sequences() == EscapeSequences.POSTGRESQL
        && end - start == 2
        && input.text(start, end).equals("\\.");
  }

  private FileRecord<List<String>> firstLineOfMalformed(long start, String problem)
      throws IOException {
    long end = endOfLine(start);
    return consume(start, input.withoutLineBreaks(start, end), end, null, 0, problem);
  }

  private long endOfLine(long start) throws IOException {
    try {
      long end = input.afterLines(start, 1);
      while (lineEnds() == TextCursor.LineEnds.LINE_FEED
          && input.has(end)
          && input.at(end - 1) == '\r') {
        end = input.afterLines(end, 1);
      }
      return end;
    } catch (IOException e) {
      if (input.isFull()) {
        throw new IOException("line " + cursor.line() + " is longer than any record may be", e);
      }
      throw e;
    }
  }

  /**
   * Converts the text between two positions to a record.
   *
   * @param next where reading goes on
   * @param row null if the record is malformed
   */
  private FileRecord<List<String>> consume(
      long start, long end, long next, @Nullable List<String> row, int fields, String problem) {
    String text = input.text(start, end);
    cursor.moveTo(start);
    nextPlace = cursor.countRecord();
    SourcePosition where = cursor.positionBefore(nextPlace);
    cursor.moveTo(next);
    Optional<RawText> raw = Optional.of(new RawText(text));
    if (!RawText.isUtf8(text)) {
      return new FileRecord.Malformed<>("not valid UTF-8", where, raw);
    }
    if (row == null) {
      return new FileRecord.Malformed<>(problem, where, raw);
    }
    if (fields > 0 && row.size() != fields) {
      return new FileRecord.Malformed<>(
          row.size() + " fields, but the file has " + fields + " columns", where, raw);
    }
    return new FileRecord.Row<>(row, where, raw);
  }

  private UnreadableFileException unreadable(IOException e) {
    return new UnreadableFileException(
        cursor.name(),
        "cannot be read " + cursor.afterRecords() + ": " + UnreadableFileException.reasonOf(e),
        e);
  }
}
