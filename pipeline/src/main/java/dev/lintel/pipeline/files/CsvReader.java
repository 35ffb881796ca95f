package dev.lintel.pipeline.files;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The records of a CSV file in UTF-8. Empty lines are skipped. A field is null only under {@link
 * CsvLayout.Nulls#UNQUOTED_ONLY}.
 *
 * <p>A record is malformed if its number of fields is not that of the columns, if it has bytes that
 * are not UTF-8, or if its quotes are wrong: opened and not closed, or followed by more than a
 * delimiter. Wrong quotes do not show where the record was to end, so its first line is taken as
 * the whole record and reading goes on at the next line: a stray quote costs one line, not the rest
 * of the file.
 */
public final class CsvReader implements RecordReader<List<String>> {
  private final String file;
  private final ReplayableReader input;
  private final CSVFormat format;
  private final CsvLayout.Nulls nulls;
  private final List<String> columns;

  private Iterator<CSVRecord> records;
  private CSVParser parser;
  private long parserLines;
  private long position;
  private long recordNumber;
  private long lineNumber = 1;
  private @Nullable FileRecord<List<String>> nextRecord;

  private CsvReader(String file, ReplayableReader input, CsvLayout layout, List<String> columns) {
    this.file = file;
    this.input = input;
    this.format = layout.format();
    this.nulls = layout.nulls();
    startParser();
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
    return of(file.name(), new Utf8Reader(file.open()), layout, columns);
  }

  /**
   * Reads text; otherwise as {@link #open}.
   *
   * @param file the name of the file, for positions and messages
   */
  public static CsvReader of(String file, Reader source, CsvLayout layout, List<String> columns) {
    return of(file, new ReplayableReader(source), layout, columns);
  }

  static CsvReader of(String file, ReplayableReader input, CsvLayout layout, List<String> columns) {
    return new CsvReader(file, input, layout, columns);
  }

  /** The columns of the file in order, as its header or the caller names them. */
  public List<String> getColumns() {
    return columns;
  }

  @Override
  public boolean hasNext() {
    if (nextRecord == null) {
      try {
        nextRecord = read(columns.size());
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
    return record;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  private List<String> readHeader() {
    FileRecord<List<String>> header;
    try {
      header = read(0);
    } catch (IOException e) {
      throw unreadable(e);
    }
    recordNumber = 0;
    if (header == null) {
      throw new UnreadableFileException(file, "is empty and has no header", null);
    }
    if (header instanceof FileRecord.Malformed<List<String>> malformed) {
      throw new UnreadableFileException(
          file, "has a header that cannot be read: " + malformed.problem(), null);
    }
    List<String> names = ((FileRecord.Row<List<String>>) header).row();
    if (names.contains(null)) {
      throw new UnreadableFileException(file, "has a header with a null in it", null);
    }
    return nulls == CsvLayout.Nulls.UNQUOTED_ONLY
        ? List.copyOf(names)
        : names.stream().map(String::strip).toList();
  }

  private @Nullable FileRecord<List<String>> read(int fields) throws IOException {
    input.mark(position);
    CSVRecord record;
    try {
      record = records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      if (input.failure() != null) {
        throw e.getCause();
      }
      return firstLineOfMalformed(problem(e.getCause()));
    }
    if (record == null) {
      return null;
    }
    long lines = parser.getCurrentLineNumber() - parserLines;
    parserLines += lines;
    long start = input.afterLineBreaks(position);
    return consume(start, input.afterLines(position, lines), record, fields, "");
  }

  private @Nullable FileRecord<List<String>> firstLineOfMalformed(String problem)
      throws IOException {
    long start = input.afterLineBreaks(position);
    long end = endOfLine(start);
    FileRecord<List<String>> malformed = consume(start, end, null, 0, problem);
    input.rewind(position);
    startParser();
    return malformed;
  }

  private long endOfLine(long start) throws IOException {
    try {
      return input.afterLines(start, 1);
    } catch (IOException e) {
      if (input.isFull()) {
        throw new IOException("line " + lineNumber + " is longer than any record may be", e);
      }
      throw e;
    }
  }

  /** Converts the text between two positions to a record; reading goes on at the second one. */
  private FileRecord<List<String>> consume(
      long start, long end, @Nullable CSVRecord record, int fields, String problem) {
    long line = lineNumber + input.lines(position, start);
    String text = input.text(start, input.withoutLineBreaks(start, end));
    lineNumber += input.lines(position, end);
    position = end;
    var where = new SourcePosition(file, ++recordNumber, line);
    Optional<RawText> raw = Optional.of(new RawText(text));
    if (!RawText.isUtf8(text)) {
      return new FileRecord.Malformed<>("not valid UTF-8", where, raw);
    }
    if (record == null) {
      return new FileRecord.Malformed<>(problem, where, raw);
    }
    if (fields > 0 && record.size() != fields) {
      return new FileRecord.Malformed<>(
          record.size() + " fields, but the file has " + fields + " columns", where, raw);
    }
    return new FileRecord.Row<>(record.toList(), where, raw);
  }

  private void startParser() {
    try {
      parser = format.parse(input);
    } catch (IOException e) {
      throw unreadable(e);
    }
    records = parser.iterator();
    parserLines = 0;
  }

  /** Describes an error without the parser's position, which is not that of the file. */
  private String problem(IOException e) {
    if (input.isFull()) {
      return "a quote is opened and not closed within "
          + input.maxRecordCharacters()
          + " characters";
    }
    String message = UnreadableFileException.reasonOf(e);
    if (message.contains("EOF reached before encapsulated token finished")) {
      return "a quote is opened and not closed";
    }
    if (message.contains("between encapsulated token and delimiter")) {
      return "a closing quote is not followed by a delimiter";
    }
    if (message.contains("EOF while processing escape sequence")) {
      return "an escape character is not followed by anything";
    }
    return "not a CSV record: " + message;
  }

  private UnreadableFileException unreadable(IOException e) {
    return new UnreadableFileException(
        file,
        "cannot be read after record " + recordNumber + ": " + UnreadableFileException.reasonOf(e),
        e);
  }
}
