package dev.lintel.compare;

import java.math.BigDecimal;

/**
 * The checksum of the rows of a range.
 *
 * @param rows how many rows there are
 * @param sum the sum of the fingerprints of their texts
 */
record RangeChecksum(long rows, BigDecimal sum) {
  static final RangeChecksum NONE = new RangeChecksum(0, BigDecimal.ZERO);

  boolean isSame(RangeChecksum other) {
    return rows == other.rows && sum.compareTo(other.sum) == 0;
  }
}
