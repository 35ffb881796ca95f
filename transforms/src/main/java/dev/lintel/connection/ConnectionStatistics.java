package dev.lintel.connection;

import java.time.Duration;

/**
 * What the connections of this process have done since it started.
 *
 * @param opened connections opened, including those closed since; failed attempts do not count
 * @param open connections open now, leased or lingering
 * @param leases leases that are not closed now
 * @param waits how often a caller had to wait because the limit of requests in flight was reached
 * @param waitTime how long callers waited for that, in total
 */
public record ConnectionStatistics(
    long opened, long open, long leases, long waits, Duration waitTime) {}
