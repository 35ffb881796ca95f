package dev.lintel.pipeline.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * The commits of a table that a run has exported. Travels between steps with {@link Coder}.
 *
 * @param column the commit-timestamp column: that of the window, or for a whole table that by which
 *     the next export can find what was written since; empty if there is no such column
 * @param since only commits after it; empty for all, that is, for the whole table
 * @param until only commits up to and including it
 */
public record TableWindow(
    String table, Optional<String> column, Optional<Timestamp> since, Timestamp until) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A whole table as of a time, given as RFC 3339. */
  public static TableWindow whole(String table, Optional<String> column, String until) {
    return new TableWindow(table, column, Optional.empty(), Timestamp.parseTimestamp(until));
  }

  /** The rows whose column lies after one time and not after another, given as RFC 3339. */
  public static TableWindow between(String table, String column, String since, String until) {
    return new TableWindow(
        table,
        Optional.of(column),
        Optional.of(Timestamp.parseTimestamp(since)),
        Timestamp.parseTimestamp(until));
  }

  /** Several windows as the ledger stores them: a JSON object by table. */
  static String toJson(Collection<TableWindow> windows) {
    var sorted = new TreeMap<String, TableWindow>();
    windows.forEach(window -> sorted.put(window.table(), window));
    var json = MAPPER.createObjectNode();
    sorted.forEach(
        (table, window) -> {
          var object = json.putObject(table);
          window.column().ifPresent(column -> object.put("column", column));
          window.since().ifPresent(since -> object.put("since", since.toString()));
          object.put("until", window.until().toString());
        });
    return json.toString();
  }

  /** Coder of the record: the table, the column, then both times as RFC 3339 text. */
  public static final class Coder extends AtomicCoder<TableWindow> {
    private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
    private static final NullableCoder<String> OPTIONAL = NullableCoder.of(TEXT);

    @Override
    public void encode(TableWindow value, OutputStream out) throws IOException {
      TEXT.encode(value.table(), out);
      OPTIONAL.encode(value.column().orElse(null), out);
      OPTIONAL.encode(value.since().map(Timestamp::toString).orElse(null), out);
      TEXT.encode(value.until().toString(), out);
    }

    @Override
    public TableWindow decode(InputStream in) throws IOException {
      return new TableWindow(
          TEXT.decode(in),
          Optional.ofNullable(OPTIONAL.decode(in)),
          Optional.ofNullable(OPTIONAL.decode(in)).map(Timestamp::parseTimestamp),
          Timestamp.parseTimestamp(TEXT.decode(in)));
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }
  }
}
