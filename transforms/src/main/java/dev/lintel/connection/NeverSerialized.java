package dev.lintel.connection;

import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.Serializable;

/**
 * Superclass of the classes that hold a client and therefore must not be part of a pipeline graph.
 *
 * <p>It is {@code Serializable} only to throw a helpful message: the message of Java for a captured
 * client names an inner class of the client library.
 */
abstract class NeverSerialized implements Serializable {

  /** Throws when Beam serializes a DoFn that has captured this object. */
  // Only Java serialization calls it.
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
