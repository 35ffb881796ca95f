package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.ResultSet;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.io.Serializable;
import java.util.OptionalLong;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A column of the destination, and where its values come from. Thread-safe. */
sealed interface CopiedColumn extends Serializable {

  /** The name as the destination spells it. */
  String name();

  /** The value of the column for the present row of the source. */
  Value value(ResultSet row);

  /**
   * The values of a column of the source.
   *
   * @param position of the column in what is read
   * @param type of the column of the destination
   */
  record Read(String name, int position, Type type) implements CopiedColumn {
    @Override
    public Value value(ResultSet row) {
      return DialectValues.convert(row.getValue(position), type);
    }
  }

  /** The same value in all rows. */
  record Given(String name, Value given) implements CopiedColumn {
    @Override
    public Value value(ResultSet row) {
      return given;
    }
  }

  /**
   * Hashes of the values of a column of the source.
   *
   * @param position of the column in what is read
   * @param maxLengthOrNull the most characters or bytes of the column of the destination; null for
   *     any number
   */
  record Hashed(String name, int position, ValueHash hash, @Nullable Long maxLengthOrNull)
      implements CopiedColumn {
    @Override
    public Value value(ResultSet row) {
      return hash.of(
          row.getValue(position),
          maxLengthOrNull == null ? OptionalLong.empty() : OptionalLong.of(maxLengthOrNull));
    }
  }
}
