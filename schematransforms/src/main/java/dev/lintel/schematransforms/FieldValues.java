package dev.lintel.schematransforms;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the values of configuration fields that are one of a few words. */
final class FieldValues {
  private FieldValues() {}

  /**
   * Returns the constant of that name, in any letter case.
   *
   * @throws IllegalArgumentException if there is none; names the field and all constants
   */
  static <E extends Enum<E>> E oneOf(String field, String value, E[] constants) {
    return Arrays.stream(constants)
        .filter(constant -> constant.name().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s must be one of %s, but is %s"
                        .formatted(
                            field,
                            Arrays.stream(constants)
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                            value)));
  }
}
