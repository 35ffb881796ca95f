package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.convert.StrictJson;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * A record that was not written, with the reason and its whole content, so that it can be corrected
 * and imported again.
 *
 * @param table the table that it was for
 * @param errorCode the name of Spanner's code, such as {@code FAILED_PRECONDITION}
 * @param message why it was rejected, for a person
 * @param source where it was read, if known
 * @param content the record itself
 */
public record RejectedRecord(
    String table,
    String errorCode,
    String message,
    Optional<SourcePosition> source,
    Content content) {

  /** The content of a record, in one of two forms. */
  public sealed interface Content {}

  /** The values of a record by column, in the form of {@link dev.lintel.convert.ValueToJson}. */
  public record Values(ObjectNode record) implements Content {}

  /**
   * The text of a record, such as one that could not be read.
   *
   * @param format the format of the text, one that {@link Format#isText}
   * @param columns the columns of its file in order; empty if they are not known
   * @param settings how the text is to be read, but for its columns and its header; empty if that
   *     is not known
   */
  public record Text(
      RawText raw, RecordFormat format, List<String> columns, Optional<TextSettings> settings)
      implements Content {
    public Text {
      columns = List.copyOf(columns);
      settings = settings.map(TextSettings::ofSingleRecords);
    }

    /** The text of a record of which no more is known than its format and its columns. */
    public Text(RawText raw, RecordFormat format, List<String> columns) {
      this(raw, format, columns, Optional.empty());
    }
  }

  /**
   * What is kept of a record of these values. If bytes of its strings are not UTF-8, that is the
   * text of the object with these bytes, so that it is rejected again until it is corrected; in
   * another form they could be taken for the text of the string.
   *
   * @param record may have {@link dev.lintel.convert.SurrogateEscape} in its texts and names
   */
  public static Content contentOf(ObjectNode record) {
    var text = new RawText(StrictJson.write(record));
    return text.isUtf8()
        ? new Values(record)
        : new Text(text, RecordFormat.JSONL, List.of(), Optional.of(TextSettings.defaults()));
  }
}
