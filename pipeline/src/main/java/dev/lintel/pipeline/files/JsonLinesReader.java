package dev.lintel.pipeline.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.convert.StrictJson;
import java.io.IOException;
import java.io.Reader;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The records of a file in UTF-8 of JSON objects: one a line, one after the other on several lines
 * each, or the elements of one array. Blank lines are skipped. A record is malformed if it is not a
 * JSON object, has bytes that are not UTF-8, or names a field twice; an object within it may do so.
 *
 * <p>The beginning of the file shows which of them it is: an array begins with a bracket, and an
 * object of several lines is one that is JSON as far as its last brace. Only a line that is
 * malformed costs nothing but itself: if the last bracket of an array or an object is missing, the
 * file is unreadable there.
 */
public final class JsonLinesReader implements RecordReader<JsonNode> {
  /** The first object of a file is looked at as far as this to see whether it has several lines. */
  private static final long LONGEST_FIRST_OBJECT = 1 << 22;

  private final TextCursor cursor;
  private final TextWindow input;
  private final JsonExtents extents;
  private @Nullable Layout layout;
  private @Nullable FileRecord<JsonNode> nextRecord;
  private FilePlace nextPlace = FilePlace.start();
  private FilePlace place = FilePlace.start();

  private enum Layout {
    LINES,
    OBJECTS,
    ARRAY,
    AFTER_ARRAY
  }

  private JsonLinesReader(TextCursor cursor) {
    this.cursor = cursor;
    this.input = cursor.window();
    this.extents = new JsonExtents(input);
  }

  /**
   * Reads the file.
   *
   * @throws UnreadableFileException if it cannot be opened
   */
  public static JsonLinesReader open(DataFile file) {
    return new JsonLinesReader(TextCursor.of(file));
  }

  /**
   * Reads text.
   *
   * @param file the name of the file, for positions and messages
   */
  public static JsonLinesReader of(String file, Reader source) {
    return new JsonLinesReader(TextCursor.of(file, new TextWindow(source)));
  }

  @Override
  public boolean hasNext() {
    if (nextRecord == null) {
      try {
        if (layout == null) {
          layout = layout();
        }
        nextRecord = layout == Layout.LINES ? nextLine() : nextValue();
      } catch (IOException e) {
        throw unreadable(UnreadableFileException.reasonOf(e), e);
      }
    }
    return nextRecord != null;
  }

  @Override
  public FileRecord<JsonNode> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FileRecord<JsonNode> record = nextRecord;
    nextRecord = null;
    place = nextPlace;
    return record;
  }

  /** Only lines can be told apart in the middle of a file. */
  @Override
  public boolean isSeekable() {
    return cursor.isSeekable() && isOfLines();
  }

  private boolean isOfLines() {
    boolean unused = hasNext();
    return layout == Layout.LINES;
  }

  @Override
  public FilePlace place() {
    return place;
  }

  @Override
  public void startAt(FilePlace start) {
    try {
      if (cursor.startAt(start, TextCursor.LineEnds.ANY)) {
        nextRecord = null;
      }
    } catch (IOException e) {
      throw unreadable(UnreadableFileException.reasonOf(e), e);
    }
  }

  @Override
  public FileCuts cuts(long bytes) {
    return isSeekable() ? cursor.cuts(bytes) : FileCuts.none();
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }

  private Layout layout() throws IOException {
    long start = extents.afterBlanks(0);
    if (input.at(start) == '[') {
      cursor.moveTo(start + 1);
      return Layout.ARRAY;
    }
    if (input.at(start) != '{') {
      return Layout.LINES;
    }
    long end = extents.afterValue(start, LONGEST_FIRST_OBJECT);
    return end != JsonExtents.NONE && input.lines(start, end) > 0 && isJson(input.text(start, end))
        ? Layout.OBJECTS
        : Layout.LINES;
  }

  private static boolean isJson(String text) {
    try {
      JsonNode unused = StrictJson.parse(text);
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private @Nullable FileRecord<JsonNode> nextLine() throws IOException {
    while (true) {
      input.mark(cursor.position());
      cursor.moveTo(input.afterLineBreaks(cursor.position()));
      input.mark(cursor.position());
      if (!input.has(cursor.position())) {
        return null;
      }
      long end = input.afterLines(cursor.position(), 1);
      String line = input.text(cursor.position(), input.withoutLineBreaks(cursor.position(), end));
      FileRecord<JsonNode> record = line.isBlank() ? null : record(line);
      cursor.moveTo(end);
      if (record != null) {
        return record;
      }
    }
  }

  private @Nullable FileRecord<JsonNode> nextValue() throws IOException {
    input.mark(cursor.position());
    cursor.moveTo(extents.afterBlanks(cursor.position()));
    if (layout == Layout.ARRAY && input.at(cursor.position()) == ',') {
      cursor.moveTo(extents.afterBlanks(cursor.position() + 1));
    }
    if (layout == Layout.ARRAY && input.at(cursor.position()) == ']') {
      layout = Layout.AFTER_ARRAY;
      cursor.moveTo(extents.afterBlanks(cursor.position() + 1));
    }
    if (!input.has(cursor.position())) {
      if (layout == Layout.ARRAY) {
        throw unreadable("its array is not closed", null);
      }
      return null;
    }
    long end =
        layout == Layout.AFTER_ARRAY
            ? input.afterLines(cursor.position(), 1)
            : extents.afterValue(cursor.position(), Long.MAX_VALUE);
    if (end == JsonExtents.NONE) {
      throw unreadable("the value that begins on line " + cursor.line() + " is not closed", null);
    }
    String text = input.text(cursor.position(), input.withoutLineBreaks(cursor.position(), end));
    FileRecord<JsonNode> record = layout == Layout.AFTER_ARRAY ? afterArray(text) : record(text);
    cursor.moveTo(end);
    return record;
  }

  private UnreadableFileException unreadable(String reason, @Nullable IOException e) {
    return new UnreadableFileException(
        cursor.name(),
        (cursor.isBeforeRecords()
                ? "cannot be read: "
                : "cannot be read " + cursor.afterRecords() + ": ")
            + reason,
        e);
  }

  private FileRecord<JsonNode> afterArray(String text) {
    return new FileRecord.Malformed<>(
        "text after the end of the array", position(), Optional.of(new RawText(text)));
  }

  private SourcePosition position() {
    nextPlace = cursor.countRecord();
    return cursor.positionBefore(nextPlace);
  }

  private FileRecord<JsonNode> record(String text) {
    SourcePosition where = position();
    Optional<RawText> raw = Optional.of(new RawText(text));
    if (!RawText.isUtf8(text)) {
      return new FileRecord.Malformed<>("not valid UTF-8", where, raw);
    }
    try {
      JsonNode node = StrictJson.parse(text);
      if (!node.isObject()) {
        return new FileRecord.Malformed<>("not a JSON object", where, raw);
      }
      Set<String> namedTwice = StrictJson.namedTwice(node);
      return namedTwice.isEmpty()
          ? new FileRecord.Row<>(node, where, Optional.of(onOneLine(text)))
          : new FileRecord.Malformed<>("named twice: " + String.join(", ", namedTwice), where, raw);
    } catch (JsonProcessingException e) {
      return new FileRecord.Malformed<>("not JSON: " + StrictJson.problem(e), where, raw);
    }
  }

  /** A line break in JSON is only white space between tokens. */
  private static RawText onOneLine(String json) {
    return new RawText(json.replace('\n', ' ').replace('\r', ' '));
  }
}
