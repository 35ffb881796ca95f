package dev.lintel.convert;

import static com.google.common.collect.ImmutableSortedMap.toImmutableSortedMap;
import static com.google.common.collect.ImmutableSortedSet.toImmutableSortedSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which column of a table each field of a record is written to, and which columns have one value in
 * all records. A field that the mapping does not name is written to the column of its own name.
 * Names are compared without case. Immutable, serializable and thread-safe.
 *
 * <p>A column that is given a value may also be a field of the records. Then each record has to
 * have that value in it, or it is rejected: of two values, neither is right for certain.
 *
 * @param columns the column of each field that the mapping names
 * @param skipped the fields that are not written
 * @param given the values that all records have
 * @param format how the texts of these values are read
 * @param expected the fields that records with a schema must have, because the mapping names them
 * @param reserved the columns that no field of a schema may be written to, because they are given a
 *     value in the mapping itself
 */
public record FieldMapping(
    ImmutableSortedMap<String, String> columns,
    ImmutableSortedSet<String> skipped,
    ImmutableList<Given> given,
    TextFormat format,
    ImmutableSortedSet<String> expected,
    ImmutableSortedSet<String> reserved)
    implements Serializable {

  /**
   * The value of a column in all records.
   *
   * @param text the value, as a file of text has it; null for null
   * @param source what gives the value, for messages: {@code the folder year=2024}
   */
  public record Given(String column, @Nullable String text, String source)
      implements Serializable {}

  private static final FieldMapping NONE = of(Map.of(), ImmutableList.of(), ImmutableList.of());

  /** Each field is written to the column of its own name. */
  public static FieldMapping none() {
    return NONE;
  }

  /**
   * A mapping of records that do not have to have its fields.
   *
   * @param columns the columns of fields, by field
   * @param skipped the fields that are not written
   * @param given the values that all records have
   * @throws IllegalArgumentException if a field is named twice
   */
  public static FieldMapping of(
      Map<String, String> columns, Collection<String> skipped, Collection<Given> given) {
    return new FieldMapping(
        columns.entrySet().stream()
            .collect(
                toImmutableSortedMap(
                    String.CASE_INSENSITIVE_ORDER, Map.Entry::getKey, Map.Entry::getValue)),
        names(skipped),
        ImmutableList.copyOf(given),
        TextFormat.defaults(),
        names(ImmutableList.of()),
        names(ImmutableList.of()));
  }

  private static ImmutableSortedSet<String> names(Collection<String> names) {
    return names.stream().collect(toImmutableSortedSet(String.CASE_INSENSITIVE_ORDER));
  }

  /** Sets how the texts of given values are read. */
  public FieldMapping withFormat(TextFormat value) {
    return new FieldMapping(columns, skipped, given, value, expected, reserved);
  }

  /** Sets the fields that records with a schema must have. */
  public FieldMapping withExpected(Collection<String> fields) {
    return new FieldMapping(columns, skipped, given, format, names(fields), reserved);
  }

  /** Sets the columns that no field of a schema may be written to. */
  public FieldMapping withReserved(Collection<String> columnNames) {
    return new FieldMapping(columns, skipped, given, format, expected, names(columnNames));
  }

  /** Whether each field is written to the column of its own name, and no more. */
  public boolean isNone() {
    return columns.isEmpty() && skipped.isEmpty() && given.isEmpty();
  }

  /** Whether the mapping names the field. */
  public boolean names(String field) {
    return columns.containsKey(field) || skipped.contains(field);
  }

  /** The column that a field is written to; empty if it is not written. */
  public Optional<String> columnOf(String field) {
    return skipped.contains(field)
        ? Optional.empty()
        : Optional.of(columns.getOrDefault(field, field));
  }
}
