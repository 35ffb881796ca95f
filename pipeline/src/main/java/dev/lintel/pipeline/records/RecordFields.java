package dev.lintel.pipeline.records;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.options.Nearest;
import dev.lintel.schema.Column;
import java.util.Collection;
import java.util.function.Function;

/**
 * The fields of the records of one format, and how their values are read. Immutable and
 * thread-safe.
 *
 * @param <R> a record
 */
public interface RecordFields<R> {

  /** The names of the fields, in order. */
  ImmutableList<String> names();

  /**
   * The type of a field where it is written in another format.
   *
   * @param name one of {@link #names}
   */
  Type typeOf(String name);

  /**
   * Reads a field as the value of a column; null stays null. The function throws a {@link
   * dev.lintel.convert.ConversionException} for a value that the column cannot hold.
   *
   * @param field a name, or a path through nested records, such as {@code a.b}
   * @throws IllegalArgumentException if there is no such field, or no value of its type could be
   *     one of the column
   */
  Function<R, Value> reader(String field, Column column);

  /**
   * Reads a field in its own type.
   *
   * @param name one of {@link #names}
   */
  default Function<R, Value> reader(String name) {
    return reader(name, column(name, typeOf(name)));
  }

  /**
   * Whether a record has a field of that name at its top level.
   *
   * @param field any name
   */
  default boolean has(R record, String field) {
    return names().contains(field);
  }

  /**
   * Checks that a record has no other fields than {@link #names}.
   *
   * @throws dev.lintel.convert.ConversionException if it has; only records without a schema can
   */
  default void requireKnown(R record) {}

  /** A column that takes any value of its type, null included. */
  static Column column(String name, Type type) {
    return Column.builder().setName(name).setType(type).setTypeName(type.toString()).build();
  }

  /** At most so many known names are shown with an unknown one: more could be data. */
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
