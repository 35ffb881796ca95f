package dev.lintel.connection;

import com.google.spanner.v1.BatchWriteRequest;
import com.google.spanner.v1.CommitRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends one commit after the other to an emulator, which aborts a commit that comes while another
 * one is under way. The next request is made ready meanwhile, so that the emulator never waits for
 * it. Does not concern the commits of transactions that have begun before. Thread-safe.
 */
final class CommitTurns implements ClientInterceptor {
  private final Semaphore turn = new Semaphore(1, true);

  private enum State {
    WITHOUT_TURN,
    WITH_TURN,
    CLOSED
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new Call<>(next.newCall(method, options));
  }

  private static boolean takesTurn(Object request) {
    return request instanceof BatchWriteRequest
        || (request instanceof CommitRequest commit && commit.hasSingleUseTransaction());
  }

  private final class Call<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private final AtomicReference<State> state = new AtomicReference<>(State.WITHOUT_TURN);

    Call(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              if (state.getAndSet(State.CLOSED) == State.WITH_TURN) {
                turn.release();
              }
              super.onClose(status, trailers);
            }
          },
          headers);
    }

    @Override
    public void sendMessage(Q message) {
      if (takesTurn(message)) {
        // Whoever has the turn ends within the deadline of its call.
        turn.acquireUninterruptibly();
        if (!state.compareAndSet(State.WITHOUT_TURN, State.WITH_TURN)) {
          turn.release();
        }
      }
      super.sendMessage(message);
    }
  }
}
