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

  private final String file;
  private final TextWindow input;
  private final JsonExtents extents;
  private @Nullable Layout layout;
  private long position;
  private long recordNumber;
  private long lineNumber = 1;
  private @Nullable FileRecord<JsonNode> nextRecord;

  private enum Layout {
    LINES,
    OBJECTS,
    ARRAY,
    AFTER_ARRAY
  }

  private JsonLinesReader(String file, Reader source) {
    this.file = file;
    this.input = new TextWindow(source);
    this.extents = new JsonExtents(input);
  }

  /**
   * Reads the file.
   *
   * @throws UnreadableFileException if it cannot be opened
   */
  public static JsonLinesReader open(DataFile file) {
    return of(file.name(), new Utf8Reader(file.open()));
  }

  /**
   * Reads text.
   *
   * @param file the name of the file, for positions and messages
   */
  public static JsonLinesReader of(String file, Reader source) {
    return new JsonLinesReader(file, source);
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
    return record;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  private Layout layout() throws IOException {
    long start = extents.afterBlanks(0);
    if (input.at(start) == '[') {
      moveTo(start + 1);
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
      input.mark(position);
      moveTo(input.afterLineBreaks(position));
      input.mark(position);
      if (!input.has(position)) {
        return null;
      }
      long end = input.afterLines(position, 1);
      String line = input.text(position, input.withoutLineBreaks(position, end));
      FileRecord<JsonNode> record = line.isBlank() ? null : record(line);
      moveTo(end);
      if (record != null) {
        return record;
      }
    }
  }

  private @Nullable FileRecord<JsonNode> nextValue() throws IOException {
    input.mark(position);
    moveTo(extents.afterBlanks(position));
    if (layout == Layout.ARRAY && input.at(position) == ',') {
      moveTo(extents.afterBlanks(position + 1));
    }
    if (layout == Layout.ARRAY && input.at(position) == ']') {
      layout = Layout.AFTER_ARRAY;
      moveTo(extents.afterBlanks(position + 1));
    }
    if (!input.has(position)) {
      if (layout == Layout.ARRAY) {
        throw unreadable("its array is not closed", null);
      }
      return null;
    }
    long end =
        layout == Layout.AFTER_ARRAY
            ? input.afterLines(position, 1)
            : extents.afterValue(position, Long.MAX_VALUE);
    if (end == JsonExtents.NONE) {
      throw unreadable("the value that begins on line " + lineNumber + " is not closed", null);
    }
    String text = input.text(position, input.withoutLineBreaks(position, end));
    FileRecord<JsonNode> record = layout == Layout.AFTER_ARRAY ? afterArray(text) : record(text);
    moveTo(end);
    return record;
  }

  private void moveTo(long end) {
    lineNumber += input.lines(position, end);
    position = end;
  }

  private UnreadableFileException unreadable(String reason, @Nullable IOException e) {
    return new UnreadableFileException(
        file,
        (recordNumber == 0
                ? "cannot be read: "
                : "cannot be read after record " + recordNumber + ": ")
            + reason,
        e);
  }

  private FileRecord<JsonNode> afterArray(String text) {
    return new FileRecord.Malformed<>(
        "text after the end of the array", position(), Optional.of(new RawText(text)));
  }

  private SourcePosition position() {
    return new SourcePosition(file, ++recordNumber, lineNumber);
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
