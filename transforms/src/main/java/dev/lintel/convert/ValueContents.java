package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.values.ScalarTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Gets what the values of one type hold, in the form that a conversion of scalars gives it. */
final class ValueContents {
  private ValueContents() {}

  /**
   * Returns a function from a value of the scalar type, which is not null, to its converted object.
   *
   * @throws IllegalArgumentException if no scalar value has the type
   */
  static Function<Value, Object> getter(Type type, Function<Object, Object> conversion) {
    return ScalarTypes.of(type).getter().andThen(conversion);
  }

  /**
   * Returns a function from an array, which is not null, to the list of its converted objects.
   *
   * @throws IllegalArgumentException if no scalar value has the type
   */
  static Function<Value, Object> arrayGetter(
      Type elementType, Function<Object, Object> conversion) {
    return ScalarTypes.of(elementType)
        .arrayGetter()
        .andThen(elements -> converted(elements, conversion));
  }

  /** Converts every element but null, which stays null. */
  static List<@Nullable Object> converted(
      Collection<? extends @Nullable Object> elements, Function<Object, Object> conversion) {
    var converted = new ArrayList<@Nullable Object>(elements.size());
    for (Object element : elements) {
      converted.add(element == null ? null : conversion.apply(element));
    }
    return converted;
  }
}
