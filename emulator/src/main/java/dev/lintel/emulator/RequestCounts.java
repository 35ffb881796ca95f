package dev.lintel.emulator;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many calls the emulator received, by RPC. Immutable.
 *
 * @param byRpc calls by service and RPC, such as {@code Spanner.Commit}; without RPCs that were
 *     never called
 */
public record RequestCounts(Map<String, Long> byRpc) {

  public RequestCounts {
    byRpc = Map.copyOf(byRpc);
  }

  /**
   * Returns the number of calls of an RPC.
   *
   * @param rpc the name with the service, {@code Spanner.Commit}, or without it, {@code Commit},
   *     for the sum over all services with an RPC of that name
   */
  public long of(String rpc) {
    return byRpc.entrySet().stream()
        .filter(entry -> entry.getKey().equals(rpc) || entry.getKey().endsWith("." + rpc))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Returns the calls since an earlier count of the same emulator. */
  public RequestCounts since(RequestCounts earlier) {
    Map<String, Long> difference = new TreeMap<>();
    byRpc.forEach(
        (rpc, count) -> {
          long more = count - earlier.byRpc.getOrDefault(rpc, 0L);
          if (more != 0) {
            difference.put(rpc, more);
          }
        });
    return new RequestCounts(difference);
  }

  /** Returns the counts in alphabetical order, for the message of a failed test. */
  @Override
  public String toString() {
    return new TreeMap<>(byRpc).toString();
  }
}
