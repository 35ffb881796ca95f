package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import com.google.common.primitives.Bytes;
import dev.lintel.coders.MutationDigest;
import dev.lintel.schema.DatabaseSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where rows are in a database: by table, then in the order of the primary key. Rows of tables that
 * the schema does not have come last. Immutable and thread-safe.
 */
final class SortPlaces {

  /** Places that begin with the same bytes are in the same range; a key may have 8 KiB. */
  private static final int LONGEST_BEGINNING = 128;

  /** Enough for many more ranges than there are. */
  private static final int HASH_BYTES = 4;

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
    // A zero byte after the name, so that a table comes before those whose names begin with it.
    byte[] place = Bytes.concat(table, new byte[1], key);
    if (!rank.madeKeys().has(mutation)) {
      return place;
    }
    // Any place will do, but not the same one for all, or one worker would get all of them; and the
    // same one whenever and wherever the step runs again. It has to differ in its beginning.
    byte[] hash = Arrays.copyOf(MutationDigest.of(mutation).asBytes(), HASH_BYTES);
    return Bytes.concat(cut(place, LONGEST_BEGINNING - HASH_BYTES), hash);
  }

  /** Returns enough of the place of a mutation to tell it from those of other ranges. */
  byte[] beginningOf(Mutation mutation) {
    return cut(of(mutation), LONGEST_BEGINNING);
  }

  private static byte[] cut(byte[] place, int longest) {
    return place.length > longest ? Arrays.copyOf(place, longest) : place;
  }
}
