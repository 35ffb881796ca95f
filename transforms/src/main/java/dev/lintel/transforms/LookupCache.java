package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a process remembers of the keys it has looked up, those without a row included.
 *
 * @param maxKeys how many keys at most; beyond that those are forgotten that are asked for least
 * @param maxAge how old an answer may be
 */
public record LookupCache(long maxKeys, Duration maxAge) implements Serializable {

  public LookupCache {
    checkArgument(maxKeys > 0, "maxKeys must be more than 0, but is %s", maxKeys);
    checkArgument(
        !maxAge.isNegative() && !maxAge.isZero(), "maxAge must be more than 0, but is %s", maxAge);
  }
}
