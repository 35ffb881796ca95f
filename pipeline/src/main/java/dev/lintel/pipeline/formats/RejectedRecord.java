package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.SourcePosition;
import java.util.List;
import java.util.Optional;

/**
 * A record that was not written, with the reason and its whole content, so that it can be mended
 * and imported again.
 *
 * @param table the table that it was meant for
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

  /** A record's content, in one of two forms. */
  public sealed interface Content {}

  /**
   * Of a record that could be read: its values by column, in the form of {@link
   * dev.lintel.convert.ValueToJson}.
   */
  public record Values(ObjectNode record) implements Content {}

  /**
   * Of a record that could not be read: its text.
   *
   * @param format what it is the text of, {@link RecordFormat#CSV} or {@link RecordFormat#JSONL}
   * @param columns the columns of its file in order; empty if they are not known
   */
  public record Text(RawText raw, RecordFormat format, List<String> columns) implements Content {
    public Text {
      columns = List.copyOf(columns);
    }
  }
}
