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
   * 8 MiB are several commits of the 1 to 5 MB that Spanner advises for bulk loads, and 10,000 rows
   * are as many for rows of some hundred bytes: the last, smaller commit of a bundle is one of
   * several.
   */
  static final BundleSize DEFAULT = new BundleSize(10_000, 8L << 20);

  boolean isReached(long readRecords, long readBytes) {
    return readRecords >= records || readBytes >= bytes;
  }
}
