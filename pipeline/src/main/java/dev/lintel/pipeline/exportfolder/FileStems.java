package dev.lintel.pipeline.exportfolder;

import com.google.common.collect.ImmutableMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the names of an object's files begin with: the object's own name where every file system
 * takes it, as Google's export has it. Other characters, which PostgreSQL allows in names, become
 * underscores. The manifests say which file belongs to which object. Pure.
 */
public final class FileStems {
  private static final String OTHER = "[^A-Za-z0-9_.]";

  private FileStems() {}

  /** A stem for each name; no two are the same, not in another case of letters either. */
  public static ImmutableMap<String, String> of(List<String> names) {
    Set<String> taken = new HashSet<>();
    // A name that can stay as it is is not to lose its stem to one that cannot.
    names.stream().filter(name -> stem(name).equals(name)).forEach(name -> taken.add(key(name)));
    Set<String> first = new HashSet<>(taken);
    ImmutableMap.Builder<String, String> stems = ImmutableMap.builder();
    for (String name : names) {
      String stem = stem(name);
      boolean own = stem.equals(name) && first.remove(key(name));
      for (int i = 2; !own && !taken.add(key(stem)); i++) {
        stem = stem(name) + "_" + i;
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
