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
 * Builds the keys of a {@link LookupRows} from the columns of rows, for example to look up the rows
 * of a {@link ReadRows} in another table.
 *
 * <pre>{@code
 * routes.apply(
 *     LookupRows.<Struct>from(config)
 *         .withTable("Airports")
 *         .withKeys(StructKeys.ofColumns("SourceAirportId")))
 * }</pre>
 *
 * <p>A row with null in one of the columns has no key, because null equals nothing in SQL. A row
 * that lacks one of the columns, or has one of a type that keys cannot have, causes an {@link
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

  /** Returns keys of the columns of these names, in the order of the key. */
  public static StructKeys ofColumns(String... names) {
    return new StructKeys(ImmutableList.copyOf(names), List.of());
  }

  /** Returns keys of the columns at these positions, from 0, in the order of the key. */
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
