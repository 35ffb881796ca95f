package dev.lintel.convert;

import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Converts names of columns to names that are legal in Avro: ASCII letters, digits and underscores,
 * not starting with a digit. Spanner's PostgreSQL dialect allows any name. Pure; safe to call from
 * any thread.
 */
public final class AvroNames {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern ILLEGAL_CHARACTER = Pattern.compile("[^A-Za-z0-9_]");

  private AvroNames() {}

  /**
   * Maps each name to a legal one, in the same order: a legal name to itself, any other to the name
   * with an underscore for each illegal character. A number at the end keeps names unique; names
   * that differ in case are different.
   *
   * @throws IllegalArgumentException if a name occurs twice
   */
  public static ImmutableMap<String, String> of(List<String> names) {
    Set<String> taken = new HashSet<>();
    names.stream().filter(AvroNames::isLegal).forEach(taken::add);
    ImmutableMap.Builder<String, String> avroNames = ImmutableMap.builder();
    for (String name : names) {
      avroNames.put(name, isLegal(name) ? name : unique(legal(name), taken));
    }
    return avroNames.buildOrThrow();
  }

  /** Whether Avro can spell the name. */
  public static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  private static String legal(String name) {
    String legal = ILLEGAL_CHARACTER.matcher(name).replaceAll("_");
    return isLegal(legal) ? legal : "_" + legal;
  }

  private static String unique(String name, Set<String> taken) {
    String unique = name;
    for (int number = 2; !taken.add(unique); number++) {
      unique = name + "_" + number;
    }
    return unique;
  }
}
