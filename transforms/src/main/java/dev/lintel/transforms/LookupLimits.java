package dev.lintel.transforms;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;

/**
 * How much of a bundle is looked up at a time. The rows of all elements that are held are in
 * memory: where rows are large, or a key has many, both limits are to be lower.
 *
 * @param maxKeys how many keys one request reads at most
 * @param maxElements how many elements are held at most before their keys are read; as many again
 *     may wait for an answer
 */
public record LookupLimits(int maxKeys, int maxElements) implements Serializable {

  public LookupLimits {
    checkArgument(maxKeys > 0, "maxKeys must be more than 0, but is %s", maxKeys);
    checkArgument(maxElements > 0, "maxElements must be more than 0, but is %s", maxElements);
  }

  /**
   * 500 keys a request: beyond a few hundred the cost of a request is all in its rows. 10,000
   * elements, so that keys that several elements share are read once.
   */
  public static LookupLimits defaults() {
    return new LookupLimits(500, 10_000);
  }

  public LookupLimits withMaxKeys(int maxKeys) {
    return new LookupLimits(maxKeys, maxElements);
  }

  public LookupLimits withMaxElements(int maxElements) {
    return new LookupLimits(maxKeys, maxElements);
  }
}
