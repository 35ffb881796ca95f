package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.files.FileCuts;
import dev.lintel.pipeline.files.FilePlace;
import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.JsonLinesReader;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.files.SourcePosition;
import dev.lintel.pipeline.files.UnreadableFileException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the records of a file that {@link RejectedRecordWriter} wrote, corrected or not. */
public final class RejectedRecordReader implements RecordReader<RejectedRecord> {
  private final JsonLinesReader lines;

  private RejectedRecordReader(JsonLinesReader lines) {
    this.lines = lines;
  }

  /**
   * Reads the file.
   *
   * @throws UnreadableFileException if it cannot be opened
   */
  public static RejectedRecordReader open(DataFile file) {
    return new RejectedRecordReader(JsonLinesReader.open(file));
  }

  static RejectedRecordReader of(String file, Reader source) {
    return new RejectedRecordReader(JsonLinesReader.of(file, source));
  }

  @Override
  public boolean hasNext() {
    return lines.hasNext();
  }

  @Override
  public FileRecord<RejectedRecord> next() {
    FileRecord<JsonNode> line = lines.next();
    if (line instanceof FileRecord.Row<JsonNode> row) {
      try {
        return new FileRecord.Row<>(rejected(row.row()), row.position(), row.raw());
      } catch (IllegalArgumentException e) {
        return new FileRecord.Malformed<>(
            "not a rejected record: " + e.getMessage(), row.position(), row.raw());
      }
    }
    String problem = ((FileRecord.Malformed<JsonNode>) line).problem();
    return new FileRecord.Malformed<>(problem, line.position(), line.raw());
  }

  @Override
  public boolean isSeekable() {
    return lines.isSeekable();
  }

  @Override
  public FilePlace place() {
    return lines.place();
  }

  @Override
  public void startAt(FilePlace place) {
    lines.startAt(place);
  }

  @Override
  public FileCuts cuts(long bytes) {
    return lines.cuts(bytes);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static RejectedRecord rejected(JsonNode line) {
    return new RejectedRecord(
        text(line, "table"),
        line.path("errorCode").asText(),
        line.path("message").asText(),
        source(line.path("source")),
        content(line));
  }

  private static Optional<SourcePosition> source(JsonNode source) {
    return source.isObject()
        ? Optional.of(
            new SourcePosition(
                source.path("file").asText(),
                source.path("record").asLong(),
                source.path("line").asLong(),
                source.path("offset").asLong(SourcePosition.NONE)))
        : Optional.empty();
  }

  private static RejectedRecord.Content content(JsonNode line) {
    if (line.get("record") instanceof ObjectNode record) {
      return new RejectedRecord.Values(record);
    }
    RawText raw;
    if (line.has("rawBase64")) {
      raw = RawText.of(Base64.getDecoder().decode(text(line, "rawBase64")));
    } else if (line.has("raw")) {
      raw = new RawText(text(line, "raw"));
    } else {
      throw new IllegalArgumentException("it has no record, raw or rawBase64");
    }
    List<String> columns = new ArrayList<>();
    line.path("columns").forEach(column -> columns.add(column.asText()));
    return new RejectedRecord.Text(
        raw,
        format(text(line, "format")),
        columns,
        Optional.ofNullable(line.get("readAs")).map(TextSettingsJson::read));
  }

  private static RecordFormat format(String name) {
    return RecordFormat.named(name)
        .filter(format -> Formats.of(format).isText())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its format is not one of "
                        + Formats.all().stream()
                            .filter(Format::isText)
                            .map(Format::optionName)
                            .collect(Collectors.joining(", "))));
  }

  private static String text(JsonNode line, String name) {
    JsonNode value = line.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("it has no text named " + name);
    }
    return value.textValue();
  }
}
