package dev.lintel.pipeline.purge;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.formats.Format;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Where the keys of the rows come from that are asked for. */
sealed interface KeySource extends Serializable {

  /** Whether a key may come more than once, or without a row. */
  boolean isLoose();

  /**
   * A query.
   *
   * @param sql its text
   * @param positions where the columns of the primary key are in its result, in the key's order
   * @param isLoose whether a key may come more than once, or without a row
   */
  record OfQuery(String sql, ImmutableList<Integer> positions, boolean isLoose)
      implements KeySource {}

  /**
   * Files.
   *
   * @param files each with its format
   */
  record OfFiles(ImmutableList<KeyFile> files) implements KeySource {
    @Override
    public boolean isLoose() {
      return true;
    }
  }

  /**
   * A file of keys.
   *
   * @param name its whole name
   * @param formatOrNull null for rejected records
   */
  record KeyFile(String name, @Nullable Format formatOrNull) implements Serializable {
    boolean isOfRejected() {
      return formatOrNull == null;
    }
  }
}
