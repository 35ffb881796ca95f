package dev.lintel.transforms;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that the message of an error quotes, in the form that an emulator gives a key: {@code
 * Cannot find referenced key `{Int64(78), String("a")}` in table `Parent`}. The text of a message
 * is no contract: what is found here is a hint and nothing more.
 */
final class QuotedValues {

  private static final Pattern KEY = Pattern.compile("\\{([^{}]{1,2000})\\}");

  private static final Pattern VALUE =
      Pattern.compile("[A-Z][A-Za-z0-9]*\\((?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^()\"]*+))\\)");

  private QuotedValues() {}

  /** Returns the texts of the values of the first key in the message; none if it has no key. */
  static Set<String> of(String message) {
    Set<String> texts = new HashSet<>();
    Matcher key = KEY.matcher(message);
    if (key.find()) {
      Matcher value = VALUE.matcher(key.group(1));
      while (value.find()) {
        texts.add(value.group(1) != null ? value.group(1) : value.group(2));
      }
    }
    return texts;
  }
}
