package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the small bundles of a streaming runner are collected into larger ones before a lookup.
 * Immutable.
 *
 * @param maxElements how many elements a group buffers at most
 * @param maxDelay how long the first of them waits at most
 * @param groups how many groups there are, which is also how many workers can take part
 */
public record Gathering(int maxElements, Duration maxDelay, int groups) implements Serializable {

  public Gathering {
    checkArgument(maxElements > 0, "maxElements must be more than 0, but is %s", maxElements);
    checkArgument(
        !maxDelay.isNegative() && !maxDelay.isZero(),
        "maxDelay must be more than 0, but is %s",
        maxDelay);
    checkArgument(groups > 0, "groups must be more than 0, but is %s", groups);
  }
}
