package dev.lintel.compare;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Struct;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.StructCoder;
import dev.lintel.transforms.KeyParts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.util.VarInt;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A range of the rows of a table, in key order. Immutable.
 *
 * @param table the position of the table's comparison
 * @param start the key columns of the first key that is in the range; null for the first row
 * @param end the key columns of the first key after the range; null for the last row
 */
record RowRange(int table, @Nullable Struct start, @Nullable Struct end) {

  static RowRange all(int table) {
    return new RowRange(table, null, null);
  }

  boolean isAll() {
    return start == null && end == null;
  }

  /** Returns the ranges between these keys, which are in the range and ascending. */
  ImmutableList<RowRange> splitAt(List<Struct> keys) {
    ImmutableList.Builder<RowRange> ranges = ImmutableList.builder();
    Struct from = start;
    for (Struct key : keys) {
      ranges.add(new RowRange(table, from, key));
      from = key;
    }
    return ranges.add(new RowRange(table, from, end)).build();
  }

  KeySet keySet() {
    if (isAll()) {
      return KeySet.all();
    }
    Key from = start == null ? Key.of() : key(start);
    return KeySet.range(
        end == null ? KeyRange.closedClosed(from, Key.of()) : KeyRange.closedOpen(from, key(end)));
  }

  private static Key key(Struct columns) {
    Key.Builder key = Key.newBuilder();
    for (int i = 0; i < columns.getColumnCount(); i++) {
      key.appendObject(KeyParts.of(columns.getValue(i)));
    }
    return key.build();
  }

  /** Encodes the range. */
  static final class Coder extends AtomicCoder<RowRange> {
    private static final long serialVersionUID = 1;

    private static final NullableCoder<Struct> KEY = NullableCoder.of(StructCoder.of());

    @Override
    public void encode(RowRange value, OutputStream out) throws IOException {
      VarInt.encode(value.table(), out);
      KEY.encode(value.start(), out);
      KEY.encode(value.end(), out);
    }

    @Override
    public RowRange decode(InputStream in) throws IOException {
      return new RowRange(VarInt.decodeInt(in), KEY.decode(in), KEY.decode(in));
    }
  }
}
