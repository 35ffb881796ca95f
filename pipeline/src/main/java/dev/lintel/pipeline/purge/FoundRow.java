package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Key;
import dev.lintel.coders.KeyCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * A row that was found in the snapshot.
 *
 * @param table the number of its table in {@link RelatedTables}
 * @param isInTheWay whether it is not to be deleted, but depends on one that is
 */
record FoundRow(int table, boolean isInTheWay, Key key) {

  /** Coder of the record. Equal rows have equal encodings. */
  static final class Coder extends AtomicCoder<FoundRow> {
    @Override
    public void encode(FoundRow value, OutputStream out) throws IOException {
      VarInt.encode(value.table() * 2 + (value.isInTheWay() ? 1 : 0), out);
      KeyCoder.of().encode(value.key(), out);
    }

    @Override
    public FoundRow decode(InputStream in) throws IOException {
      int number = VarInt.decodeInt(in);
      return new FoundRow(number / 2, number % 2 == 1, KeyCoder.of().decode(in));
    }

    /** Does nothing: the encoding is deterministic. */
    @Override
    public void verifyDeterministic() {}

    @Override
    public boolean consistentWithEquals() {
      return true;
    }
  }
}
