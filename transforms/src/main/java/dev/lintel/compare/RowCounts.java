package dev.lintel.compare;

import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * How many rows were compared.
 *
 * @param expected the rows of the expected side
 * @param actual the rows of the actual side
 */
@DefaultCoder(RowCountsCoder.class)
public record RowCounts(long expected, long actual) {
  public static final RowCounts NONE = new RowCounts(0, 0);

  /** Returns the sum. */
  public RowCounts plus(RowCounts other) {
    return new RowCounts(expected + other.expected, actual + other.actual);
  }
}
