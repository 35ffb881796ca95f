package dev.lintel.connection;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The sessions that the server says it does not know. One that it answers for meanwhile is known
 * again; one that it has not known for some seconds is gone. Thread-safe.
 */
final class UnknownSessions {

  /** Long enough for some attempts with growing pauses, and soon enough for a lost database. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Duration patience;
  private final LongSupplier nanoTime;
  private final Map<String, Long> since = new ConcurrentHashMap<>();

  /**
   * @param patience how long a session may be unknown
   * @param nanoTime the clock; only differences have a meaning
   */
  UnknownSessions(Duration patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /** Notes that the server does not know a session; returns whether it is gone. */
  boolean isGone(String session) {
    long now = nanoTime.getAsLong();
    Long first = since.putIfAbsent(session, now);
    return first != null && now - first >= patience.toNanos();
  }

  /** Notes that the server has done what a request of this session asks for. */
  void answered(String session) {
    // Nearly always there are none, and each answer comes here.
    if (!since.isEmpty()) {
      since.remove(session);
    }
  }

  /** Returns the session that a request names; empty if it names none. */
  static String of(Object request) {
    if (!(request instanceof MessageOrBuilder message)) {
      return "";
    }
    FieldDescriptor session = message.getDescriptorForType().findFieldByName("session");
    return session != null && session.getJavaType() == FieldDescriptor.JavaType.STRING
        ? (String) message.getField(session)
        : "";
  }
}
