package dev.lintel.connection;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the connections of this process have done since it started. Immutable.
 *
 * @param opened connections opened, including those closed since; failed attempts do not count
 * @param open connections open now, leased or lingering
 * @param leases leases that are not closed now
 * @param waits how often a caller had to wait because the limit of requests in flight was reached
 * @param waitTime how long callers waited for that, in total
 * @param openedByDatabase connections opened of each database, by its resource name
 * @param calls the calls by RPC, such as {@code Commit}
 */
public record ConnectionStatistics(
    long opened,
    long open,
    long leases,
    long waits,
    Duration waitTime,
    ImmutableSortedMap<String, Long> openedByDatabase,
    ImmutableSortedMap<String, CallStatistics> calls) {

  /** The statistics of a process that has not connected. */
  public static final ConnectionStatistics NONE =
      new ConnectionStatistics(
          0, 0, 0, 0, Duration.ZERO, ImmutableSortedMap.of(), ImmutableSortedMap.of());

  /**
   * Returns what has been added since an earlier look, without databases and RPCs of which nothing
   * was. What is open and leased stays as it is now.
   */
  public ConnectionStatistics since(ConnectionStatistics earlier) {
    Map<String, Long> more =
        Maps.transformEntries(
            openedByDatabase,
            (database, count) -> count - earlier.openedByDatabase.getOrDefault(database, 0L));
    Map<String, CallStatistics> moreCalls =
        Maps.transformEntries(
            calls,
            (rpc, counted) -> counted.since(earlier.calls.getOrDefault(rpc, CallStatistics.NONE)));
    return new ConnectionStatistics(
        opened - earlier.opened,
        open,
        leases,
        waits - earlier.waits,
        waitTime.minus(earlier.waitTime),
        ImmutableSortedMap.copyOf(Maps.filterValues(more, count -> count > 0)),
        ImmutableSortedMap.copyOf(
            Maps.filterValues(moreCalls, counted -> !counted.equals(CallStatistics.NONE))));
  }

  /** Returns what both have done, such as those of two processes. */
  public ConnectionStatistics plus(ConnectionStatistics other) {
    Map<String, Long> allOpened = new TreeMap<>(openedByDatabase);
    other.openedByDatabase.forEach(
        (database, count) -> allOpened.merge(database, count, Long::sum));
    Map<String, CallStatistics> allCalls = new TreeMap<>(calls);
    other.calls.forEach((rpc, counted) -> allCalls.merge(rpc, counted, CallStatistics::plus));
    return new ConnectionStatistics(
        opened + other.opened,
        open + other.open,
        leases + other.leases,
        waits + other.waits,
        waitTime.plus(other.waitTime),
        ImmutableSortedMap.copyOf(allOpened),
        ImmutableSortedMap.copyOf(allCalls));
  }
}
