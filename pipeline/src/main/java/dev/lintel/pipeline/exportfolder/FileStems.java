package dev.lintel.pipeline.exportfolder;

import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What the names of an object's files begin with: the object's own name where every file system
 * takes it, as Google's export has it. Other characters, which PostgreSQL allows in names, become
 * underscores. The manifests say which file belongs to which object. Pure.
 */
public final class FileStems {
  private static final String OTHER = "[^A-Za-z0-9_.]";

  /** What hides a file. */
  private static final Pattern HIDDEN = Pattern.compile("^[_.]");

  private FileStems() {}

  /** A stem for each name; no two are the same, not in another case of letters either. */
  public static ImmutableMap<String, String> of(List<String> names) {
    return of(names, FileStems::stem);
  }

  /**
   * As {@link #of}, but no stem begins with an underscore or a dot: Spark and Arrow leave out files
   * of such names.
   */
  public static ImmutableMap<String, String> visible(List<String> names) {
    return of(names, name -> HIDDEN.matcher(stem(name)).replaceFirst("x$0"));
  }

  private static ImmutableMap<String, String> of(List<String> names, UnaryOperator<String> stemOf) {
    Set<String> taken = new HashSet<>();
    // A name that can stay as it is is not to lose its stem to one that cannot.
    names.stream()
        .filter(name -> stemOf.apply(name).equals(name))
        .forEach(name -> taken.add(key(name)));
    Set<String> first = new HashSet<>(taken);
    ImmutableMap.Builder<String, String> stems = ImmutableMap.builder();
    for (String name : names) {
      String plain = stemOf.apply(name);
      String stem = plain;
      boolean own = stem.equals(name) && first.remove(key(name));
      for (int i = 2; !own && !taken.add(key(stem)); i++) {
        stem = plain + "_" + i;
      }
      stems.put(name, stem);
    }
    return stems.buildOrThrow();
  }

  private static String stem(String name) {
    return name.replaceAll(OTHER, "_");
  }

  private static String key(String stem) {
    return stem.toLowerCase(Locale.ROOT);
  }
}
