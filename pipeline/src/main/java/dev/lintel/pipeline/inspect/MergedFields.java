package dev.lintel.pipeline.inspect;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.formats.FieldDescription;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of several files, as if they were one file. */
final class MergedFields {
  private static final String OR = " or ";

  private MergedFields() {}

  /** The fields in the order in which they occur first; a column has to fit all of them. */
  static ImmutableList<FieldDescription> of(List<? extends List<FieldDescription>> files) {
    Map<String, FieldDescription> merged = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (List<FieldDescription> fields : files) {
      for (FieldDescription field : fields) {
        merged.merge(field.name(), field, MergedFields::both);
        counts.merge(field.name(), 1, Integer::sum);
      }
    }
    return merged.values().stream()
        .map(field -> counts.get(field.name()) < files.size() ? optional(field) : field)
        .collect(ImmutableList.toImmutableList());
  }

  /** A file that does not have the field has no value in it. */
  private static FieldDescription optional(FieldDescription field) {
    return new FieldDescription(
        field.name(), field.physical(), field.logical(), false, field.fits(), field.isSeen());
  }

  private static FieldDescription both(FieldDescription one, FieldDescription other) {
    return new FieldDescription(
        one.name(),
        words(one.physical(), other.physical()),
        words(one.logical(), other.logical()),
        one.required() && other.required(),
        fits(one, other),
        one.isSeen() || other.isSeen());
  }

  private static ImmutableSet<Type> fits(FieldDescription one, FieldDescription other) {
    if (!one.isSeen()) {
      return other.fits();
    }
    return other.isSeen()
        ? one.fits().stream().filter(other.fits()::contains).collect(toImmutableSet())
        : one.fits();
  }

  private static String words(String one, String other) {
    return String.join(
        OR,
        Stream.of(one, other)
            .flatMap(words -> Arrays.stream(words.split(OR, -1)))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
