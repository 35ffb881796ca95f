package dev.lintel.coders;

import java.io.Serializable;
import org.apache.beam.sdk.util.SerializableUtils;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A value that travels as bytes and is deserialized when it is first asked for. A field for what is
 * large in a DoFn, such as the schema of a database: runners serialize and deserialize DoFns far
 * more often than they run them (the direct runner twice for each bundle), and an array of bytes
 * costs them nothing.
 *
 * <p>Immutable if the value is, and thread-safe.
 *
 * @param <T> the type of the value
 */
public final class SerializedValue<T extends Serializable> implements Serializable {
  private final byte[] bytes;
  private transient volatile @Nullable T value;

  private SerializedValue(byte[] bytes, T value) {
    this.bytes = bytes;
    this.value = value;
  }

  /**
   * Serializes a value.
   *
   * @throws IllegalArgumentException if it cannot be serialized
   */
  public static <T extends Serializable> SerializedValue<T> of(T value) {
    return new SerializedValue<>(SerializableUtils.serializeToByteArray(value), value);
  }

  /** The value: the same object each time, except that two threads may get two that are equal. */
  @SuppressWarnings("unchecked")
  public T get() {
    T known = value;
    if (known == null) {
      known = (T) SerializableUtils.deserializeFromByteArray(bytes, "a value of a DoFn");
      value = known;
    }
    return known;
  }
}
