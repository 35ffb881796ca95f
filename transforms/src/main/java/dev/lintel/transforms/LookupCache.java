package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.time.Duration;

/**
 * The limits of the cache of a {@link LookupRows}, which each process keeps for itself. Keys
 * without a row are cached too. Immutable.
 *
 * @param maxKeys how many keys at most; beyond that, the least used are evicted
 * @param maxAge how long an answer is used after it was read
 */
public record LookupCache(long maxKeys, Duration maxAge) implements Serializable {

  public LookupCache {
    checkArgument(maxKeys > 0, "maxKeys must be more than 0, but is %s", maxKeys);
    checkArgument(
        !maxAge.isNegative() && !maxAge.isZero(), "maxAge must be more than 0, but is %s", maxAge);
  }
}
