package dev.lintel.convert;

import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that Avro can spell: letters, digits and underscores of ASCII, no digit first. Spanner's
 * PostgreSQL dialect allows any. Pure; safe to call from any thread.
 */
public final class AvroNames {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern ILLEGAL_CHARACTER = Pattern.compile("[^A-Za-z0-9_]");

  private AvroNames() {}

  /**
   * Gives each name one that Avro can spell, in the same order: itself if it can, else one in which
   * each other character is an underscore. A number at the end tells apart those that would be the
   * same; upper and lower case are different.
   *
   * @throws IllegalArgumentException if a name comes twice
   */
  public static ImmutableMap<String, String> of(List<String> names) {
    Set<String> taken = new HashSet<>();
    names.stream().filter(AvroNames::isLegal).forEach(taken::add);
    ImmutableMap.Builder<String, String> avroNames = ImmutableMap.builder();
    for (String name : names) {
      avroNames.put(name, isLegal(name) ? name : unique(spelt(name), taken));
    }
    return avroNames.buildOrThrow();
  }

  static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  private static String spelt(String name) {
    String spelt = ILLEGAL_CHARACTER.matcher(name).replaceAll("_");
    return isLegal(spelt) ? spelt : "_" + spelt;
  }

  private static String unique(String name, Set<String> taken) {
    String unique = name;
    for (int number = 2; !taken.add(unique); number++) {
      unique = name + "_" + number;
    }
    return unique;
  }
}
