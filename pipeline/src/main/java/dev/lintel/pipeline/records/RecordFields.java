package dev.lintel.pipeline.records;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.Column;
import java.util.Collection;
import java.util.function.Function;

/**
 * The fields of the records of one format, and how to get at them. Immutable and thread-safe.
 *
 * @param <R> a record
 */
public interface RecordFields<R> {

  /** The fields that there are, in order. */
  ImmutableList<String> names();

  /**
   * The type of a field where it is written in another format.
   *
   * @param name one of {@link #names}
   */
  Type typeOf(String name);

  /**
   * Gets a field as the value of a column; null in is null out. What it returns throws a {@link
   * dev.lintel.convert.ConversionException} for what the column cannot hold.
   *
   * @param field a name, or a path through nested records, such as {@code a.b}
   * @throws IllegalArgumentException if there is no such field, or none of its values could be the
   *     column's
   */
  Function<R, Value> reader(String field, Column column);

  /**
   * Gets a field in its own type.
   *
   * @param name one of {@link #names}
   */
  default Function<R, Value> reader(String name) {
    return reader(name, column(name, typeOf(name)));
  }

  /** A column that takes any value of its type, null included. */
  static Column column(String name, Type type) {
    return Column.builder().setName(name).setType(type).setTypeName(type.toString()).build();
  }

  /** So many names are shown to who gave another; more could be data. */
  int SHOWN = 30;

  /** The error of a field that is unknown. */
  static IllegalArgumentException unknown(String field, Collection<String> known) {
    return new IllegalArgumentException(
        "the input has no field %s%s"
            .formatted(
                field,
                Nearest.to(field)
                    .among(known)
                    .map("; did you mean %s?"::formatted)
                    .orElse(known.size() <= SHOWN ? ", only " + String.join(", ", known) : "")));
  }
}
