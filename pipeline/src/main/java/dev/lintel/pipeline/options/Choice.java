package dev.lintel.pipeline.options;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

/**
 * A value of an option that has a fixed set of values.
 *
 * @param value as it is written on the command line
 * @param label a title of a few words
 * @param description the effect of choosing it
 */
public record Choice(String value, String label, String description) {

  /** The values of an enum type in the order of their declaration; empty for any other type. */
  static List<Choice> of(Class<?> type) {
    return Arrays.stream(type.getFields()).filter(Field::isEnumConstant).map(Choice::of).toList();
  }

  /** How a constant of an option's enum is written. */
  static String valueOf(Enum<?> constant) {
    try {
      return of(constant.getDeclaringClass().getField(constant.name())).value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(constant + " has no field in its own class", e);
    }
  }

  private static Choice of(Field constant) {
    JsonProperty written = constant.getAnnotation(JsonProperty.class);
    ChoiceHelp help = constant.getAnnotation(ChoiceHelp.class);
    String value = written == null ? constant.getName() : written.value();
    return help == null
        ? new Choice(value, value, "")
        : new Choice(value, help.label(), help.description());
  }
}
