package dev.lintel.transforms;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import java.util.List;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts rows by position, and refuses those of other columns: a table may have been changed
 * since the pipeline was built, and the value of one column is not to pass for that of another.
 */
final class SameColumns<T> implements SerializableFunction<Struct, T> {
  private final List<Type.StructField> columns;
  private final SerializableFunction<Struct, T> conversion;

  /** Mostly the very same for all rows, which costs next to nothing to compare. */
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
            "The columns are %s, but were %s when the pipeline was built; build it anew"
                .formatted(type.getStructFields(), columns));
      }
      seen = type;
    }
    return conversion.apply(row);
  }
}
