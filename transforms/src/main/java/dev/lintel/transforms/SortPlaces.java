package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import dev.lintel.schema.DatabaseSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where rows are in a database: by table, then in the order of the primary key. Rows of tables that
 * the schema does not have come last. Immutable and thread-safe.
 */
final class SortPlaces {

  private static final byte[] AFTER_ALL_TABLES = {(byte) 0xFF};

  private final TableRanks ranks;

  SortPlaces(DatabaseSchema schema) {
    this.ranks = new TableRanks(schema);
  }

  /** Returns a place to be compared by {@link dev.lintel.schema.KeyOrder#compare}. */
  byte[] of(Mutation mutation) {
    TableRanks.Rank rank = ranks.find(mutation.getTable());
    if (rank == null) {
      return AFTER_ALL_TABLES.clone();
    }
    byte[] table = rank.name().getBytes(StandardCharsets.UTF_8);
    byte[] key = rank.order().sortKey(mutation);
    if (rank.madeKeys().has(mutation)) {
      // Any place will do, but not the same one for all, or one worker would get all of them.
      key = Bytes.concat(key, Ints.toByteArray(mutation.hashCode()));
    }
    // A zero byte after the name, so that a table comes before those whose names begin with it.
    byte[] place = Arrays.copyOf(table, table.length + 1 + key.length);
    System.arraycopy(key, 0, place, table.length + 1, key.length);
    return place;
  }
}
