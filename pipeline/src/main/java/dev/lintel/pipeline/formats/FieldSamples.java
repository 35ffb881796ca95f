package dev.lintel.pipeline.formats;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The fields of a file of text, as far as its first records show them. Not thread-safe.
 *
 * @param <V> a value of a field
 */
final class FieldSamples<V> {
  private record Sample<V>(Set<String> kinds, FittingTypes<V> types) {}

  private final Supplier<FittingTypes<V>> newTypes;
  private final Map<String, Sample<V>> fields = new LinkedHashMap<>();

  FieldSamples(Supplier<FittingTypes<V>> newTypes) {
    this.newTypes = newTypes;
  }

  /** Adds a field, if there is none of that name yet. */
  void addField(String name) {
    fields.computeIfAbsent(name, unused -> new Sample<>(new TreeSet<>(), newTypes.get()));
  }

  /**
   * Adds a value that is not null.
   *
   * @param kind what the format calls such a value
   */
  void add(String name, String kind, V value) {
    addField(name);
    fields.get(name).kinds().add(kind);
    fields.get(name).types().add(value);
  }

  ImmutableList<FieldDescription> describe() {
    ImmutableList.Builder<FieldDescription> described = ImmutableList.builder();
    fields.forEach(
        (name, sample) ->
            described.add(
                new FieldDescription(
                    name,
                    String.join(" or ", sample.kinds()),
                    "",
                    false,
                    sample.types().types(),
                    sample.types().isSeen())));
    return described.build();
  }
}
