package dev.lintel.transforms;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import dev.lintel.values.ScalarTypes;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Says how a row reads after a write, as far as that is certain without asking the server. What the
 * server computes, converts or may spell differently is not. Pure.
 */
final class WrittenRow {
  private static final int NANOS_A_MICRO = 1_000;

  private WrittenRow() {}

  /**
   * Returns the row after a write; empty if only the server knows.
   *
   * @param read the columns of the row
   * @param before the row before the write; null if there is none
   * @param write an operation that is no delete
   */
  static Optional<Struct> after(
      Dialect dialect, PlannedRead read, @Nullable Struct before, Mutation write) {
    boolean fails =
        switch (write.getOperation()) {
          case INSERT -> before != null;
          case UPDATE -> before == null;
          default -> false;
        };
    if (fails) {
      return Optional.empty();
    }
    Struct kept = write.getOperation() == Mutation.Op.REPLACE ? null : before;
    Map<String, Value> written = valuesOf(write);
    Struct.Builder after = Struct.newBuilder();
    for (Map.Entry<String, Column> wanted : read.wanted().entrySet()) {
      String name = wanted.getKey();
      Column column = wanted.getValue();
      Value value = written.get(name);
      Optional<Value> certain;
      if (value != null) {
        certain = asStored(dialect, column.getType(), value);
      } else if (column.getSource() != Column.Source.WRITER) {
        // Also a default may be renewed by an update.
        certain = Optional.empty();
      } else {
        certain = Optional.of(kept == null ? nullOf(column.getType()) : kept.getValue(name));
      }
      if (certain.isEmpty()) {
        return Optional.empty();
      }
      after.set(name).to(certain.get());
    }
    return Optional.of(after.build());
  }

  private static Map<String, Value> valuesOf(Mutation write) {
    Map<String, Value> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Iterator<Value> value = write.getValues().iterator();
    for (String column : write.getColumns()) {
      values.put(column, value.next());
    }
    return values;
  }

  /** Returns the value as a read returns it; empty if the server may change it. */
  private static Optional<Value> asStored(Dialect dialect, Type type, Value value) {
    if (value.isCommitTimestamp() || !type.equals(value.getType())) {
      return Optional.empty();
    }
    if (value.isNull()) {
      return Optional.of(value);
    }
    return switch (type.getCode()) {
      case BOOL, INT64, FLOAT32, FLOAT64, STRING, BYTES, DATE, UUID -> Optional.of(value);
      case NUMERIC ->
          Optional.of(
              Value.numeric(
                  new BigDecimal(value.getNumeric().stripTrailingZeros().toPlainString())));
      case TIMESTAMP ->
          dialect == Dialect.POSTGRESQL && value.getTimestamp().getNanos() % NANOS_A_MICRO != 0
              ? Optional.empty()
              : Optional.of(value);
      default -> Optional.empty();
    };
  }

  private static Value nullOf(Type type) {
    return type.getCode() == Type.Code.ARRAY
        ? ScalarTypes.of(type.getArrayElementType()).array(type.getArrayElementType(), null)
        : ScalarTypes.of(type).value(type, null);
  }
}
