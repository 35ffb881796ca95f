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
 * @param since only commits after it; empty for all
 * @param until only commits up to and including it
 */
public record TableWindow(String table, Optional<Timestamp> since, Timestamp until) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * A window between two times, given as RFC 3339.
   *
   * @param since an empty text for all commits up to the end
   */
  public static TableWindow of(String table, String since, String until) {
    return new TableWindow(
        table,
        since.isEmpty() ? Optional.empty() : Optional.of(Timestamp.parseTimestamp(since)),
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
          window.since().ifPresent(since -> object.put("since", since.toString()));
          object.put("until", window.until().toString());
        });
    return json.toString();
  }

  /** Coder of the record: the table, then both times as RFC 3339 text. */
  public static final class Coder extends AtomicCoder<TableWindow> {
    private static final StringUtf8Coder TABLE = StringUtf8Coder.of();
    private static final NullableCoder<String> SINCE = NullableCoder.of(StringUtf8Coder.of());
    private static final StringUtf8Coder UNTIL = StringUtf8Coder.of();

    @Override
    public void encode(TableWindow value, OutputStream out) throws IOException {
      TABLE.encode(value.table(), out);
      SINCE.encode(value.since().map(Timestamp::toString).orElse(null), out);
      UNTIL.encode(value.until().toString(), out);
    }

    @Override
    public TableWindow decode(InputStream in) throws IOException {
      return new TableWindow(
          TABLE.decode(in),
          Optional.ofNullable(SINCE.decode(in)).map(Timestamp::parseTimestamp),
          Timestamp.parseTimestamp(UNTIL.decode(in)));
    }

    @Override
    public boolean consistentWithEquals() {
      return true;
    }
  }
}
