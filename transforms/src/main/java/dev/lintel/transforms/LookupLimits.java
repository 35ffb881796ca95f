package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import dev.lintel.connection.ConnectionConfig;
import java.io.Serializable;

/**
 * How much of a bundle is looked up at a time. The rows of all buffered elements are in memory at
 * the same time; if they are large, fewer elements are collected than these limits allow, so that
 * all buffers of the process stay within {@link ConnectionConfig#bufferBytes}. How large they will
 * be is estimated from those that were found before: each thread begins with 16 elements, then
 * collects up to 32 times as many as have been answered together. If rows are suddenly much larger
 * than those before them, what has been asked for already is in memory all the same. Immutable.
 *
 * @param maxKeys how many keys one request reads at most
 * @param maxElements how many elements are buffered at most before their keys are read; as many
 *     again may wait for an answer
 */
public record LookupLimits(int maxKeys, int maxElements) implements Serializable {

  public LookupLimits {
    checkArgument(maxKeys > 0, "maxKeys must be more than 0, but is %s", maxKeys);
    checkArgument(maxElements > 0, "maxElements must be more than 0, but is %s", maxElements);
  }

  /**
   * Returns 500 keys a request, because beyond a few hundred a request costs as much as its rows,
   * and 10,000 elements, so that keys that several elements share are read once.
   */
  public static LookupLimits defaults() {
    return new LookupLimits(500, 10_000);
  }

  /** Returns these limits with another number of keys. */
  public LookupLimits withMaxKeys(int maxKeys) {
    return new LookupLimits(maxKeys, maxElements);
  }

  /** Returns these limits with another number of elements. */
  public LookupLimits withMaxElements(int maxElements) {
    return new LookupLimits(maxKeys, maxElements);
  }
}
