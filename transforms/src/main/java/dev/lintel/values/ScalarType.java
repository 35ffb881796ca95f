package dev.lintel.values;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How the client reads and builds the values of one scalar type, and the arrays of that type, by
 * plain Java objects. Every type but ARRAY counts as a scalar type, STRUCT included. Immutable and
 * thread-safe.
 *
 * <p>The builders take the type too, because the values of PROTO and ENUM carry its name and those
 * of STRUCT its fields. The array functions take the type of the elements.
 *
 * @param code the code of the type
 * @param type the type itself; empty if the code stands for many types: PROTO, ENUM, STRUCT
 * @param javaClass the class of the plain objects
 * @param getter gets the object of a value that is not null. It throws {@link
 *     IllegalStateException} for the commit timestamp placeholder, which holds no timestamp yet
 * @param builder builds the value of an object, or the type's null value of null
 * @param arrayGetter gets the objects of an array that is not null; null elements are null
 * @param arrayBuilder builds the array of a list of objects, or the type's null array of null
 * @param <T> the class of the plain objects
 */
public record ScalarType<T>(
    Type.Code code,
    Optional<Type> type,
    Class<T> javaClass,
    Function<Value, T> getter,
    BiFunction<Type, @Nullable T, Value> builder,
    Function<Value, List<T>> arrayGetter,
    BiFunction<Type, @Nullable List<T>, Value> arrayBuilder) {

  /**
   * Builds the value of an object, or the type's null value of null.
   *
   * @throws ClassCastException if the object is not of {@link #javaClass}
   */
  public Value value(Type type, @Nullable Object object) {
    return builder.apply(type, javaClass.cast(object));
  }

  /**
   * Builds the array of a list of objects, or the type's null array of null.
   *
   * @throws ClassCastException if an object is not of {@link #javaClass}
   */
  @SuppressWarnings("unchecked") // Every element is checked.
  public Value array(Type elementType, @Nullable List<? extends @Nullable Object> objects) {
    if (objects != null) {
      for (Object object : objects) {
        if (object != null && !javaClass.isInstance(object)) {
          throw new ClassCastException(
              "Not a " + javaClass.getSimpleName() + ": " + object.getClass().getName());
        }
      }
    }
    return arrayBuilder.apply(elementType, (List<T>) objects);
  }
}
