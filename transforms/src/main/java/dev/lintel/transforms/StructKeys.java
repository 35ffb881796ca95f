package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Keys for {@link LookupRows} out of the columns of rows: what {@link ReadRows} gives can be looked
 * up elsewhere.
 *
 * <pre>{@code
 * routes.apply(
 *     LookupRows.<Struct>from(config)
 *         .withTable("Airports")
 *         .withKeys(StructKeys.ofColumns("SourceAirportId")))
 * }</pre>
 *
 * <p>A row in which one of the columns is null has no key, as a null equals nothing in SQL. A row
 * without one of the columns, or with one of a type that no key has, throws an {@link
 * IllegalArgumentException}. Thread-safe.
 */
public final class StructKeys implements SerializableFunction<Struct, Iterable<Key>> {
  private static final long serialVersionUID = 1;

  private final @Nullable ImmutableList<String> namesOrNull;
  private final ImmutableList<Integer> positions;

  private StructKeys(@Nullable ImmutableList<String> namesOrNull, List<Integer> positions) {
    checkArgument(
        !positions.isEmpty() || (namesOrNull != null && !namesOrNull.isEmpty()),
        "A key needs a column");
    this.namesOrNull = namesOrNull;
    this.positions = ImmutableList.copyOf(positions);
  }

  /** The columns of these names, in the order of the key. */
  public static StructKeys ofColumns(String... names) {
    return new StructKeys(ImmutableList.copyOf(names), List.of());
  }

  /** The columns at these places, from 0, in the order of the key. */
  public static StructKeys ofPositions(List<Integer> positions) {
    return new StructKeys(null, positions);
  }

  @Override
  public Iterable<Key> apply(Struct row) {
    Key.Builder key = Key.newBuilder();
    int size = namesOrNull == null ? positions.size() : namesOrNull.size();
    for (int i = 0; i < size; i++) {
      int position =
          namesOrNull == null ? positions.get(i) : row.getColumnIndex(namesOrNull.get(i));
      if (row.isNull(position)) {
        return List.of();
      }
      Value value = row.getValue(position);
      key.appendObject(KeyParts.of(value));
    }
    return List.of(key.build());
  }
}
