package dev.lintel.schema;

import com.google.common.collect.ImmutableMap;
import java.io.Serializable;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds values by name in any letter case, as Spanner does. A name in the spelling of the database,
 * the usual case, costs one lookup and no new string. Immutable.
 */
final class NameMap<V extends Serializable> implements Serializable {

  private final ImmutableMap<String, V> exact;
  private final ImmutableMap<String, V> lowerCase;

  private NameMap(ImmutableMap<String, V> exact, ImmutableMap<String, V> lowerCase) {
    this.exact = exact;
    this.lowerCase = lowerCase;
  }

  static <T, V extends Serializable> NameMap<V> of(
      Collection<T> things, Function<T, String> name, Function<T, V> value) {
    ImmutableMap.Builder<String, V> exact = ImmutableMap.builder();
    ImmutableMap.Builder<String, V> lowerCase = ImmutableMap.builder();
    for (T thing : things) {
      V v = value.apply(thing);
      exact.put(name.apply(thing), v);
      lowerCase.put(name.apply(thing).toLowerCase(Locale.ROOT), v);
    }
    return new NameMap<>(exact.buildKeepingLast(), lowerCase.buildKeepingLast());
  }

  @Nullable V find(String name) {
    V value = exact.get(name);
    return value == null ? lowerCase.get(name.toLowerCase(Locale.ROOT)) : value;
  }
}
