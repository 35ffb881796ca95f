package dev.lintel.connection;

import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.Serializable;

/**
 * What holds a client and therefore must never be part of a pipeline graph.
 *
 * <p>It is {@code Serializable} in order to refuse: Java's own message for a captured client names
 * an inner class of the client library and helps nobody.
 */
abstract class NeverSerialized implements Serializable {

  /** Refuses, when Beam serializes the DoFn that has captured this object. */
  // Nobody calls it but Java serialization.
  @SuppressWarnings("DoNotCallSuggester")
  protected final Object writeReplace() throws ObjectStreamException {
    throw new NotSerializableException(
        "A "
            + getClass().getSimpleName()
            + " was captured by a DoFn or a function. A Spanner client belongs to the process that"
            + " opened it and is never serialized. Keep the ConnectionConfig in a final field,"
            + " acquire a Lease in @Setup (or extend ConnectedDoFn), and keep the Lease in a"
            + " transient field.");
  }
}
