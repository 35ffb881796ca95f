package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.convert.StrictJson;
import dev.lintel.pipeline.files.SourcePosition;
import java.util.Base64;

/**
 * Writes rejected records as JSON Lines that describe themselves: {@code table}, {@code errorCode},
 * {@code message}, {@code source} and either {@code record} or {@code format}, {@code columns},
 * {@code readAs} and {@code raw}; {@code rawBase64} in place of {@code raw} if the text is not
 * valid UTF-8.
 */
public final class RejectedRecordWriter {
  private RejectedRecordWriter() {}

  /** One line, without its line break; {@link RejectedRecordReader} reads it. */
  public static String toLine(RejectedRecord rejected) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("table", rejected.table());
    line.put("errorCode", rejected.errorCode());
    line.put("message", rejected.message());
    rejected.source().ifPresent(position -> line.set("source", source(position)));
    if (rejected.content() instanceof RejectedRecord.Values values) {
      line.set("record", values.record());
    } else if (rejected.content() instanceof RejectedRecord.Text text) {
      line.put("format", text.format().optionName());
      if (!text.columns().isEmpty()) {
        ArrayNode columns = line.putArray("columns");
        text.columns().forEach(columns::add);
      }
      text.settings()
          .ifPresent(
              settings -> line.set("readAs", TextSettingsJson.write(text.format(), settings)));
      if (text.raw().isUtf8()) {
        line.put("raw", text.raw().text());
      } else {
        line.put("rawBase64", Base64.getEncoder().encodeToString(text.raw().bytes()));
      }
    }
    return StrictJson.write(line);
  }

  private static ObjectNode source(SourcePosition position) {
    ObjectNode source = JsonNodeFactory.instance.objectNode();
    source.put("file", position.file());
    if (position.offset() != SourcePosition.NONE) {
      source.put("offset", position.offset());
    }
    source.put("record", position.record());
    if (position.line() > 0) {
      source.put("line", position.line());
    }
    return source;
  }
}
