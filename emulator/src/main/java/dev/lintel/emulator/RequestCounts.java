package dev.lintel.emulator;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many calls the emulator received, by RPC.
 *
 * @param byRpc calls by service and RPC, such as {@code Spanner.Commit}; what was never called is
 *     absent
 */
public record RequestCounts(Map<String, Long> byRpc) {

  public RequestCounts {
    byRpc = Map.copyOf(byRpc);
  }

  /**
   * The number of calls of an RPC.
   *
   * @param rpc its name with the service, {@code Spanner.Commit}, or without, {@code Commit};
   *     without, the calls of all services that have an RPC of that name are added up
   */
  public long of(String rpc) {
    return byRpc.entrySet().stream()
        .filter(entry -> entry.getKey().equals(rpc) || entry.getKey().endsWith("." + rpc))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** What was called since an earlier count of the same emulator. */
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

  /** The counts in alphabetical order, for the message of a failed test. */
  @Override
  public String toString() {
    return new TreeMap<>(byRpc).toString();
  }
}
