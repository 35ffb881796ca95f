package dev.lintel.transforms;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import java.util.List;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts rows by position, and rejects rows with other columns: if a table has changed since the
 * pipeline was built, the value of one column must not be taken for that of another. Thread-safe.
 */
final class SameColumns<T> implements SerializableFunction<Struct, T> {
  private final List<Type.StructField> columns;
  private final SerializableFunction<Struct, T> conversion;

  /** The type of the last row; mostly the same object for all rows, so comparing is cheap. */
  private transient volatile @Nullable Type seen;

  SameColumns(List<Type.StructField> columns, SerializableFunction<Struct, T> conversion) {
    this.columns = List.copyOf(columns);
    this.conversion = conversion;
  }

  @Override
  public T apply(Struct row) {
    Type type = row.getType();
    if (!type.equals(seen)) {
      if (!type.getStructFields().equals(columns)) {
        throw new IllegalStateException(
            "The columns are %s, but were %s when the pipeline was built; build it again"
                .formatted(type.getStructFields(), columns));
      }
      seen = type;
    }
    return conversion.apply(row);
  }
}
