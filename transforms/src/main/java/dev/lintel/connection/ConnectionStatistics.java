package dev.lintel.connection;

import java.time.Duration;

/**
 * What the connections of this process have done since it started.
 *
 * @param opened connections opened, those closed since included; a failed attempt does not count
 * @param open connections open now, leased or lingering
 * @param leases leases out now
 * @param waits how often a caller had to wait because the bound of requests in flight was reached
 * @param waitTime how long callers waited for that, all callers added up
 */
public record ConnectionStatistics(
    long opened, long open, long leases, long waits, Duration waitTime) {}
