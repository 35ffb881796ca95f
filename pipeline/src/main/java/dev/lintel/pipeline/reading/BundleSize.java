package dev.lintel.pipeline.reading;

import java.io.Serializable;

/**
 * How many records a bundle may have: some runners, such as the direct runner, keep a bundle in
 * memory until it has ended.
 *
 * @param records so many, or
 * @param bytes records of so many bytes together
 */
record BundleSize(long records, long bytes) implements Serializable {

  /**
   * A bundle of 10,000 small rows takes the direct runner about as long as a hundred of the rounds
   * that each bundle costs it; larger bundles measured no faster.
   */
  static final BundleSize DEFAULT = new BundleSize(10_000, 8L << 20);

  boolean isReached(long readRecords, long readBytes) {
    return readRecords >= records || readBytes >= bytes;
  }
}
