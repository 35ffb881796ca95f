package dev.lintel.pipeline.faults;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.lintel.faults.Fault;
import dev.lintel.faults.FaultRule;
import io.grpc.Status;
import java.time.Duration;
import java.util.EnumSet;

/** A fault that Spanner or the network may have, and the calls that can meet it. */
enum FaultKind {
  UNAVAILABLE(Methods.ALL, refusal(Status.Code.UNAVAILABLE, "the server is restarting")),
  ABORTED(Methods.OF_TRANSACTIONS, refusal(Status.Code.ABORTED, "the transaction was aborted")),
  SLOW_COMMIT(Methods.COMMIT, refusal(Status.Code.DEADLINE_EXCEEDED, "it took too long")),
  BUSY_COMMIT(Methods.COMMIT, refusal(Status.Code.RESOURCE_EXHAUSTED, "too much at a time")),
  LOST_COMMIT(Methods.COMMIT, new Fault.LostAnswer(Status.Code.UNAVAILABLE)),
  CUT_CONNECTION(Methods.ALL, new Fault.Cut()),
  DELAY(Methods.ALL, new Fault.Delay(Duration.ofMillis(50))),
  BROKEN_STREAM(Methods.STREAMS, new Fault.BrokenStream(1, Status.Code.UNAVAILABLE)),
  /** What a client sees of a connection that a load balancer resets. */
  RESET_STREAM(
      Methods.STREAMS,
      refusal(Status.Code.INTERNAL, "Received unexpected EOS on DATA frame from server")),

  /** A query that the server gives up. */
  SLOW_QUERY(Methods.READS, refusal(Status.Code.DEADLINE_EXCEEDED, "it took too long")),
  /** A server that has not heard of the session yet. */
  SESSION_GONE(Methods.ALL, new Fault.SessionGone()),
  BROKEN_SERVER(Methods.ALL, refusal(Status.Code.INTERNAL, "something is wrong"));

  /** Those that a run gets over. */
  static final ImmutableSet<FaultKind> PASSING =
      Sets.immutableEnumSet(EnumSet.range(UNAVAILABLE, SESSION_GONE));

  /** Those that may end a run. */
  static final ImmutableSet<FaultKind> FATAL =
      Sets.immutableEnumSet(EnumSet.complementOf(EnumSet.copyOf(PASSING)));

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
    static final ImmutableSet<String> COMMIT = ImmutableSet.of("Commit");
    static final ImmutableSet<String> STREAMS =
        ImmutableSet.of("ExecuteStreamingSql", "StreamingRead");
    static final ImmutableSet<String> OF_TRANSACTIONS =
        ImmutableSet.of("Commit", "ExecuteSql", "ExecuteBatchDml");
    static final ImmutableSet<String> READS =
        ImmutableSet.<String>builder()
            .addAll(STREAMS)
            .add("PartitionRead", "PartitionQuery", "Read")
            .build();
    static final ImmutableSet<String> ALL =
        ImmutableSet.<String>builder()
            .addAll(READS)
            .addAll(OF_TRANSACTIONS)
            .add("BeginTransaction")
            .build();
  }
}
