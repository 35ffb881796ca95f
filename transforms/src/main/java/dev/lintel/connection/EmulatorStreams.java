package dev.lintel.connection;

import com.google.protobuf.ByteString;
import com.google.spanner.v1.ExecuteSqlRequest;
import com.google.spanner.v1.PartialResultSet;
import com.google.spanner.v1.ReadRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/**
 * Lets the client hand on the rows of an emulator while they arrive.
 *
 * <p>The client keeps what it has received until a message has a token from which the read could be
 * resumed, and 512 messages at most. Spanner sends tokens often; an emulator sends none, in
 * messages of about 1 MiB, so that the client would hold hundreds of MiB of a large table. So after
 * the first messages of an answer, which the client can still ask for again, this adds a token. An
 * answer that breaks off later than that ends the read with an error. Thread-safe.
 */
final class EmulatorStreams implements ClientInterceptor {

  /** How many messages the client holds, and can ask for again. */
  static final int HELD_MESSAGES = 8;

  private static final ByteString TOKEN = ByteString.copyFromUtf8("lintel: not resumable");

  private static final Status BROKEN_OFF =
      Status.INTERNAL.withDescription(
          "The answer of the emulator broke off, and an emulator cannot resume it");

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    ClientCall<Q, A> call = next.newCall(method, options);
    return method.getResponseMarshaller() instanceof MethodDescriptor.PrototypeMarshaller<A> answers
            && answers.getMessagePrototype() instanceof PartialResultSet
        ? new Call<>(call)
        : call;
  }

  private static boolean resumes(Object request) {
    return (request instanceof ReadRequest read && read.getResumeToken().equals(TOKEN))
        || (request instanceof ExecuteSqlRequest query && query.getResumeToken().equals(TOKEN));
  }

  private static final class Call<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private Answers<A> answers;

    Call(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      answers = new Answers<>(listener);
      super.start(answers, headers);
    }

    @Override
    public void sendMessage(Q message) {
      if (resumes(message)) {
        answers.refused = true;
        super.cancel(BROKEN_OFF.getDescription(), null);
      } else {
        super.sendMessage(message);
      }
    }

    @Override
    public void halfClose() {
      if (!answers.refused) {
        super.halfClose();
      }
    }
  }

  /** The answers to one request, which gRPC hands on one after the other. */
  private static final class Answers<A> extends SimpleForwardingClientCallListener<A> {
    private volatile boolean refused;
    private int messages;

    Answers(ClientCall.Listener<A> listener) {
      super(listener);
    }

    @Override
    @SuppressWarnings("unchecked") // It is a PartialResultSet before and after.
    public void onMessage(A message) {
      var part = (PartialResultSet) message;
      super.onMessage(
          ++messages < HELD_MESSAGES || !part.getResumeToken().isEmpty()
              ? message
              : (A) part.toBuilder().setResumeToken(TOKEN).build());
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      super.onClose(refused ? BROKEN_OFF : status, trailers);
    }
  }
}
