package dev.lintel.faults;

import com.google.errorprone.annotations.Immutable;
import io.grpc.Status;
import java.time.Duration;

/** What goes wrong with one call. */
@Immutable
public sealed interface Fault {

  /** The call is answered with this status, and does not reach the server. */
  record Refusal(Status.Code code, String message) implements Fault {}

  /** The server does what it is asked to, and the client gets this status instead of the answer. */
  record LostAnswer(Status.Code code) implements Fault {}

  /** The answer ends with this status after so many messages. */
  record BrokenStream(int messages, Status.Code code) implements Fault {}

  /** After so many messages of the answer, nothing comes any more, not even its end. */
  record Stall(int messages) implements Fault {}

  /** The call reaches the server that much later. */
  record Delay(Duration time) implements Fault {}

  /** The connection over which the call came is reset, with all other calls on it. */
  record Cut() implements Fault {}

  /** The server says that it does not know the session. */
  record SessionGone() implements Fault {}

  /** A BatchWrite is answered for every other one of its groups, and then breaks off. */
  record HalfAnswer() implements Fault {}
}
