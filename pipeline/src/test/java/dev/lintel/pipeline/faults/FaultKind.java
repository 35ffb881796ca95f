package dev.lintel.pipeline.faults;

import com.google.common.collect.ImmutableSet;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultRule;
import io.grpc.Status;
import java.time.Duration;

/** A fault that Spanner or the network may have, and the calls that can meet it. */
enum FaultKind {
  UNAVAILABLE(Methods.ALL, refusal(Status.Code.UNAVAILABLE, "the server is restarting")),
  ABORTED(Methods.OF_TRANSACTIONS, refusal(Status.Code.ABORTED, "the transaction was aborted")),
  DEADLINE_EXCEEDED(Methods.ALL, refusal(Status.Code.DEADLINE_EXCEEDED, "it took too long")),
  RESOURCE_EXHAUSTED(Methods.ALL, refusal(Status.Code.RESOURCE_EXHAUSTED, "too much at a time")),
  /** What a client sees of a connection that a proxy or a load balancer resets. */
  INTERNAL(Methods.ALL, refusal(Status.Code.INTERNAL, "Received unexpected EOS on DATA frame")),
  CUT_CONNECTION(Methods.ALL, new Fault.Cut()),
  DELAY(Methods.ALL, new Fault.Delay(Duration.ofMillis(50))),
  LOST_COMMIT(ImmutableSet.of("Commit"), new Fault.LostAnswer(Status.Code.UNAVAILABLE)),
  BROKEN_STREAM(Methods.STREAMS, new Fault.BrokenStream(1, Status.Code.UNAVAILABLE)),
  SESSION_GONE(Methods.ALL, new Fault.SessionGone());

  private final ImmutableSet<String> methods;
  private final Fault fault;

  FaultKind(ImmutableSet<String> methods, Fault fault) {
    this.methods = methods;
    this.fault = fault;
  }

  FaultRule rule(FaultRule.When when) {
    return new FaultRule(name(), methods, when, fault);
  }

  private static Fault refusal(Status.Code code, String message) {
    return new Fault.Refusal(code, message);
  }

  /** The methods that move rows, and those that a job needs for them. */
  private static final class Methods {
    static final ImmutableSet<String> STREAMS =
        ImmutableSet.of("ExecuteStreamingSql", "StreamingRead");
    static final ImmutableSet<String> OF_TRANSACTIONS =
        ImmutableSet.of("Commit", "ExecuteSql", "ExecuteBatchDml");
    static final ImmutableSet<String> ALL =
        ImmutableSet.<String>builder()
            .addAll(STREAMS)
            .addAll(OF_TRANSACTIONS)
            .add("BeginTransaction", "PartitionRead", "PartitionQuery", "Read")
            .build();
  }
}
