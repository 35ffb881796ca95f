package dev.lintel.transforms;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.common.ElementByteSizeObserver;

/**
 * Estimates how many bytes elements take, by their coder. Where that costs as much as encoding, it
 * measures one element in sixteen and takes their running average. For one thread at a time.
 */
final class ElementBytes<T> implements Serializable {
  private static final int MEASURED_OF = 16;

  /** The weight of a new measurement in the average, against that of the earlier ones. */
  private static final int WEIGHT = 4;

  /** What an element takes besides its content: objects, and its place in a list. */
  private static final long OVERHEAD = 64;

  private final Coder<T> coder;
  private transient long seen;
  private transient long average;

  ElementBytes(Coder<T> coder) {
    this.coder = coder;
  }

  /**
   * Returns about how many bytes the element takes.
   *
   * @throws IllegalStateException if the coder cannot encode the element
   */
  long estimate(T element) {
    if (coder.isRegisterByteSizeObserverCheap(element)) {
      return OVERHEAD + measure(element);
    }
    if (seen++ % MEASURED_OF == 0) {
      long measured = measure(element);
      average = seen == 1 ? measured : average + (measured - average) / WEIGHT;
    }
    return OVERHEAD + average;
  }

  private long measure(T element) {
    var size = new Size();
    try {
      coder.registerByteSizeObserver(element, size);
    } catch (Exception e) {
      throw new IllegalStateException("The coder cannot encode an element", e);
    }
    size.advance();
    return size.bytes;
  }

  private static final class Size extends ElementByteSizeObserver {
    private long bytes;

    @Override
    protected void reportElementSize(long elementByteSize) {
      bytes += elementByteSize;
    }
  }
}
