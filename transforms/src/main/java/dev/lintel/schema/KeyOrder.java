package dev.lintel.schema;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The order of a table's mutations by primary key, as Spanner sorts its rows, so that neighbours go
 * into the same commit. Immutable and thread-safe.
 *
 * <p>Nulls come first, NaN next (in PostgreSQL last), STRING goes by its UTF-8 bytes, and all of it
 * is reversed in a column that is sorted DESC. A delete goes where the first of its keys or ranges
 * starts. A value is taken as the column's type whatever its own type is, as Spanner takes it.
 * Every mutation has a place, even one that Spanner would reject: in each column of the key a value
 * that cannot be read comes after those that can, and a missing one last. A commit timestamp that
 * the server will set comes after all others.
 *
 * <p>Mutations of the same key compare as equal. Sort them stably: which comes later matters.
 */
public final class KeyOrder implements Serializable {

  private static final int UNKNOWN = 0xFF;

  private final ImmutableList<KeyPartEncoder> parts;
  private final NameMap<Integer> positions;

  private KeyOrder(ImmutableList<KeyPartEncoder> parts, NameMap<Integer> positions) {
    this.parts = parts;
    this.positions = positions;
  }

  public static KeyOrder of(Table table) {
    List<String> names = table.getPrimaryKey().stream().map(KeyPart::getColumn).toList();
    return new KeyOrder(
        table.getPrimaryKey().stream()
            .map(part -> KeyPartEncoder.of(table, part))
            .collect(toImmutableList()),
        NameMap.of(names, name -> name, names::indexOf));
  }

  /** Compares two sort keys of the same order. */
  public static int compare(byte[] sortKey, byte[] other) {
    return Arrays.compareUnsigned(sortKey, other);
  }

  /**
   * Compares mutations. It works out both sort keys every time: to sort many, keep them instead.
   */
  public Comparator<Mutation> comparator() {
    return Comparator.comparing(this::sortKey, KeyOrder::compare);
  }

  /** The place of a mutation, to be compared by {@link #compare}. Never throws. */
  public byte[] sortKey(Mutation mutation) {
    return mutation.getOperation() == Mutation.Op.DELETE
        ? sortKey(mutation.getKeySet())
        : sortKey(mutation.getColumns(), mutation.getValues());
  }

  private byte[] sortKey(Iterable<String> columns, Iterable<Value> values) {
    @Nullable Value[] key = new Value[parts.size()];
    Iterator<Value> value = values.iterator();
    for (String column : columns) {
      Value next = value.next();
      Integer position = positions.find(column);
      if (position != null) {
        key[position] = next;
      }
    }
    SortKeyWriter out = new SortKeyWriter();
    for (int i = 0; i < key.length; i++) {
      if (key[i] == null) {
        out.setDescending(false);
        out.writeByte(UNKNOWN);
      } else {
        parts.get(i).write(key[i], out);
      }
    }
    return out.toByteArray();
  }

  private byte[] sortKey(KeySet keys) {
    if (keys.isAll()) {
      return new byte[0];
    }
    return Streams.concat(
            Streams.stream(keys.getKeys()).map(key -> sortKey(key, KeyRange.Endpoint.CLOSED)),
            Streams.stream(keys.getRanges())
                .map(range -> sortKey(range.getStart(), range.getStartType())))
        .min(KeyOrder::compare)
        .orElse(new byte[] {(byte) UNKNOWN});
  }

  /** A key of fewer columns than the table's comes before all that it is a prefix of. */
  private byte[] sortKey(Key key, KeyRange.Endpoint start) {
    SortKeyWriter out = new SortKeyWriter();
    Iterator<KeyPartEncoder> encoder = parts.iterator();
    for (Object part : key.getParts()) {
      if (encoder.hasNext()) {
        encoder.next().write(part, out);
      }
    }
    if (start == KeyRange.Endpoint.OPEN) {
      out.setDescending(false);
      out.writeByte(UNKNOWN);
    }
    return out.toByteArray();
  }
}
