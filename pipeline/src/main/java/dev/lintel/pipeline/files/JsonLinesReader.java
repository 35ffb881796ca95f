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
 * The records of a file in UTF-8 with one JSON object a line. Blank lines are skipped. A line is
 * malformed if it is not a JSON object, has bytes that are not UTF-8, or names a field twice; an
 * object within it may do so.
 */
public final class JsonLinesReader implements RecordReader<JsonNode> {
  private final String file;
  private final TextWindow input;
  private long position;
  private long recordNumber;
  private long lineNumber = 1;
  private @Nullable FileRecord<JsonNode> nextRecord;

  private JsonLinesReader(String file, Reader source) {
    this.file = file;
    this.input = new TextWindow(source);
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
    while (nextRecord == null) {
      String line;
      try {
        input.mark(position);
        long start = input.afterLineBreaks(position);
        lineNumber += input.lines(position, start);
        input.mark(start);
        if (!input.has(start)) {
          return false;
        }
        position = input.afterLines(start, 1);
        line = input.text(start, input.withoutLineBreaks(start, position));
      } catch (IOException e) {
        throw new UnreadableFileException(
            file,
            "cannot be read after line "
                + (lineNumber - 1)
                + ": "
                + UnreadableFileException.reasonOf(e),
            e);
      }
      if (!line.isBlank()) {
        nextRecord = record(line);
      }
      lineNumber++;
    }
    return true;
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

  private FileRecord<JsonNode> record(String line) {
    var where = new SourcePosition(file, ++recordNumber, lineNumber);
    Optional<RawText> raw = Optional.of(new RawText(line));
    if (!RawText.isUtf8(line)) {
      return new FileRecord.Malformed<>("not valid UTF-8", where, raw);
    }
    try {
      JsonNode node = StrictJson.parse(line);
      if (!node.isObject()) {
        return new FileRecord.Malformed<>("not a JSON object", where, raw);
      }
      Set<String> namedTwice = StrictJson.namedTwice(node);
      return namedTwice.isEmpty()
          ? new FileRecord.Row<>(node, where, raw)
          : new FileRecord.Malformed<>("named twice: " + String.join(", ", namedTwice), where, raw);
    } catch (JsonProcessingException e) {
      return new FileRecord.Malformed<>("not JSON: " + e.getOriginalMessage(), where, raw);
    }
  }
}
