package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableSet;

/**
 * One field of a file, for people.
 *
 * @param name as the file spells it
 * @param physical how its values are stored, in the words of the format
 * @param logical what they mean, in the words of the format; empty if the file does not say
 * @param required whether the file says that no value is null
 * @param fits the types of columns that the field can be written to, the most suitable one first;
 *     for text, as far as the first records show it. Empty if no column can have its values
 * @param isSeen false if the types are not known, because no record has a value in this field
 */
public record FieldDescription(
    String name,
    String physical,
    String logical,
    boolean required,
    ImmutableSet<Type> fits,
    boolean isSeen) {

  /** A field of a file that says the type of its fields. */
  static FieldDescription typed(
      String name, String physical, String logical, boolean required, ImmutableSet<Type> fits) {
    return new FieldDescription(name, physical, logical, required, fits, true);
  }
}
