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
import java.util.Objects;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The order of a table's mutations by primary key, as Spanner sorts its rows, so that neighbours go
 * into the same commit. Immutable and thread-safe.
 *
 * <p>Nulls come first, NaN next (in PostgreSQL last), STRING sorts by its UTF-8 bytes, and all this
 * is reversed in a column that is sorted DESC. A delete sorts where the first of its keys or ranges
 * starts. A value is read as the column's type, whatever its own type is, as Spanner does.
 *
 * <p>Every mutation has a place, even one that Spanner would reject: in each column of the key, a
 * value that cannot be read comes after those that can, and a missing value last. A commit
 * timestamp that the server will set comes after all other timestamps.
 *
 * <p>Mutations of the same key compare as equal. Sort them stably, because their order matters.
 *
 * <p>Two orders are equal if they sort by the same columns, of the same types, in the same
 * directions.
 */
public final class KeyOrder implements Serializable {

  private static final int UNKNOWN = 0xFF;

  private final ImmutableList<String> names;
  private final ImmutableList<KeyPartEncoder> parts;
  private final NameMap<Integer> positions;

  private KeyOrder(ImmutableList<String> names, ImmutableList<KeyPartEncoder> parts) {
    this.names = names;
    this.parts = parts;
    this.positions = NameMap.of(names, name -> name, names::indexOf);
  }

  /** Returns the order by primary key. */
  public static KeyOrder of(Table table) {
    return of(table, table.getPrimaryKey());
  }

  /** Returns the order by any columns of a table, such as those of an index. */
  public static KeyOrder of(Table table, List<KeyPart> key) {
    return new KeyOrder(
        key.stream().map(KeyPart::getColumn).collect(toImmutableList()),
        key.stream().map(part -> KeyPartEncoder.of(table, part)).collect(toImmutableList()));
  }

  /** Compares two sort keys of the same order. */
  public static int compare(byte[] sortKey, byte[] other) {
    return Arrays.compareUnsigned(sortKey, other);
  }

  /**
   * Returns a comparator of mutations. It computes both sort keys at every comparison: to sort many
   * mutations, compute each {@link #sortKey} once and compare those.
   */
  public Comparator<Mutation> comparator() {
    return Comparator.comparing(this::sortKey, KeyOrder::compare);
  }

  /** Returns the place of a mutation, to be compared by {@link #compare}. Never throws. */
  public byte[] sortKey(Mutation mutation) {
    return mutation.getOperation() == Mutation.Op.DELETE
        ? sortKey(mutation.getKeySet())
        : sortKey(mutation.getColumns(), mutation.getValues());
  }

  /**
   * Returns the place of a key, which may have fewer parts than the table's key has. Two keys that
   * are the same to Spanner have the same place. Never throws.
   */
  public byte[] sortKey(Key key) {
    return sortKey(key.getParts());
  }

  /** Returns the place of a row by the values of its key's columns, or of the first of them. */
  public byte[] sortKey(Iterable<?> keyParts) {
    return sortKey(keyParts, KeyRange.Endpoint.CLOSED);
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
            Streams.stream(keys.getKeys()).map(this::sortKey),
            Streams.stream(keys.getRanges())
                .map(range -> sortKey(range.getStart().getParts(), range.getStartType())))
        .min(KeyOrder::compare)
        .orElse(new byte[] {(byte) UNKNOWN});
  }

  /** A key of fewer parts than the table's comes before all keys that it is a prefix of. */
  private byte[] sortKey(Iterable<?> keyParts, KeyRange.Endpoint start) {
    SortKeyWriter out = new SortKeyWriter();
    Iterator<KeyPartEncoder> encoder = parts.iterator();
    for (Object part : keyParts) {
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyOrder that && names.equals(that.names) && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return Objects.hash(names, parts);
  }
}
