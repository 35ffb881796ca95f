package dev.lintel.pipeline.cli;

import dev.lintel.pipeline.command.UrlPasswords;
import dev.lintel.pipeline.options.Choice;
import dev.lintel.pipeline.options.OptionSpec;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the value of one option, and says in words what is wrong with it. */
final class ValueCheck {

  private ValueCheck() {}

  /** The problem with a value of an option of Lintel; empty if the value is right. */
  static Optional<String> problem(OptionSpec option, String value) {
    if (value.isEmpty() && option.paramType().isPlace()) {
      return Optional.of(
          "--%s is empty; give a place, or leave out the option".formatted(option.name()));
    }
    if (!option.choices().isEmpty()) {
      boolean known = option.choices().stream().anyMatch(choice -> choice.value().equals(value));
      return known
          ? Optional.empty()
          : Optional.of(
              "--%s=%s: not one of %s"
                  .formatted(
                      option.name(),
                      value,
                      option.choices().stream()
                          .map(Choice::value)
                          .collect(Collectors.joining(", "))));
    }
    return problemOfType(option.name(), option.type(), value)
        .or(
            () ->
                option.regex().filter(regex -> !regex.matcher(value).matches()).isPresent()
                    ? Optional.of(
                        "--%s=%s: has to be %s"
                            .formatted(option.name(), UrlPasswords.hide(value), option.rule()))
                    : Optional.empty());
  }

  /** The problem with a value of an option of that type; empty if the value is right. */
  static Optional<String> problemOfType(String name, Class<?> type, String value) {
    String wanted;
    if (type == boolean.class || type == Boolean.class) {
      wanted = value.equals("true") || value.equals("false") ? "" : "true or false";
    } else if (type == int.class || type == Integer.class) {
      wanted = isInt(value) ? "" : "a whole number";
    } else if (type == long.class || type == Long.class) {
      wanted = isLong(value) ? "" : "a whole number";
    } else if (type == double.class || type == Double.class) {
      wanted = isDouble(value) ? "" : "a number";
    } else {
      wanted = "";
    }
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of("--%s=%s: has to be %s".formatted(name, value, wanted));
  }

  private static boolean isInt(String value) {
    try {
      Integer.parseInt(value);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isLong(String value) {
    try {
      Long.parseLong(value);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDouble(String value) {
    try {
      Double.parseDouble(value);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
