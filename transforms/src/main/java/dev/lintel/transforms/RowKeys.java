package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Key;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.ReadableInstant;

/** Builds a key from the fields of an element with a schema; no key if one of them is null. */
final class RowKeys<T> implements SerializableFunction<T, Iterable<Key>> {
  private static final long serialVersionUID = 1;
  private static final long MICROS_A_MILLI = 1_000;

  private final ImmutableList<ImmutableList<Integer>> paths;
  private final SerializableFunction<T, Row> toRow;

  /**
   * @param paths for each field, the positions that lead to it
   */
  RowKeys(ImmutableList<ImmutableList<Integer>> paths, SerializableFunction<T, Row> toRow) {
    this.paths = paths;
    this.toRow = toRow;
  }

  /**
   * Returns, for each of these fields, the positions that lead to it.
   *
   * @throws IllegalArgumentException if there is no such field, or a key cannot have its type
   */
  static ImmutableList<ImmutableList<Integer>> paths(Schema schema, List<String> fields) {
    ImmutableList.Builder<ImmutableList<Integer>> paths = ImmutableList.builder();
    for (String field : fields) {
      ImmutableList.Builder<Integer> path = ImmutableList.builder();
      Schema within = schema;
      Schema.FieldType type = null;
      for (String name : Splitter.on('.').split(field)) {
        checkArgument(
            within != null && within.hasField(name),
            "There is no field %s, only %s",
            field,
            schema.getFieldNames());
        path.add(within.indexOf(name));
        type = within.getField(name).getType();
        within = type.getRowSchema();
      }
      checkArgument(
          type != null
              && !type.getTypeName().isCompositeType()
              && !type.getTypeName().isCollectionType()
              && !type.getTypeName().isMapType(),
          "Field %s is of type %s, which no column of a key has",
          field,
          type == null ? null : type.getTypeName());
      paths.add(path.build());
    }
    return paths.build();
  }

  @Override
  public Iterable<Key> apply(T element) {
    Row row = toRow.apply(element);
    Key.Builder key = Key.newBuilder();
    for (List<Integer> path : paths) {
      Object value = value(row, path);
      if (value == null) {
        return List.of();
      }
      key.appendObject(part(value));
    }
    return List.of(key.build());
  }

  private static @Nullable Object value(Row row, List<Integer> path) {
    Row within = row;
    for (int position : path.subList(0, path.size() - 1)) {
      within = within.getRow(position);
      if (within == null) {
        return null;
      }
    }
    return within.getValue(path.get(path.size() - 1));
  }

  private static Object part(Object value) {
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof byte[] bytes) {
      return ByteArray.copyFrom(bytes);
    }
    if (value instanceof ReadableInstant instant) {
      return Timestamp.ofTimeMicroseconds(Math.multiplyExact(instant.getMillis(), MICROS_A_MILLI));
    }
    if (value instanceof Instant instant) {
      return Timestamp.ofTimeSecondsAndNanos(instant.getEpochSecond(), instant.getNano());
    }
    if (value instanceof LocalDate date) {
      return Date.fromYearMonthDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }
    if (value instanceof UUID uuid) {
      return uuid.toString();
    }
    checkArgument(
        value instanceof Long
            || value instanceof Double
            || value instanceof Boolean
            || value instanceof String
            || value instanceof BigDecimal,
        "No column of a key is a %s",
        value.getClass().getName());
    return value;
  }
}
