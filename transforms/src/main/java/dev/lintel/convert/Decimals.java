package dev.lintel.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** The decimal types: NUMERIC of GoogleSQL and numeric of PostgreSQL. */
final class Decimals {
  /** Of NUMERIC, by Spanner's documentation of data types. */
  private static final int SCALE = 9;

  private static final int INTEGER_DIGITS = 29;

  /** Of PostgreSQL's numeric, by the same. */
  private static final int PG_SCALE = 16_383;

  private static final int PG_INTEGER_DIGITS = 131_072;
  private static final int PG_HEADER_BYTES = 5;

  private Decimals() {}

  /** The same number, if NUMERIC can hold it to the last digit. */
  static BigDecimal numeric(BigDecimal number) {
    BigDecimal shortest = number.scale() > SCALE ? number.stripTrailingZeros() : number;
    if (shortest.scale() > SCALE) {
      throw new Unconvertible("more than 9 digits after the decimal point");
    }
    if (integerDigits(shortest) > INTEGER_DIGITS) {
      throw new Unconvertible("out of range, more than 29 digits before the decimal point");
    }
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /** The text of the same number, trailing zeros kept, if PostgreSQL's numeric can hold it. */
  static String pgNumeric(BigDecimal number) {
    if (number.scale() > PG_SCALE) {
      throw new Unconvertible("more than 16383 digits after the decimal point");
    }
    if (integerDigits(number) > PG_INTEGER_DIGITS) {
      throw new Unconvertible("out of range, more than 131072 digits before the decimal point");
    }
    return number.toPlainString();
  }

  /**
   * A PostgreSQL numeric as Google's export encodes it: a flag (0 number, 1 NaN), for a number the
   * scale in four bytes and the unscaled value in two's complement, big-endian both.
   */
  static String pgNumeric(byte[] encoded) {
    if (encoded.length == 1 && encoded[0] == 1) {
      return ScalarText.NAN;
    }
    if (encoded.length <= PG_HEADER_BYTES || encoded[0] != 0) {
      throw new Unconvertible("not an encoded PostgreSQL numeric");
    }
    int scale = ByteBuffer.wrap(encoded, 1, Integer.BYTES).getInt();
    var unscaled = new BigInteger(encoded, PG_HEADER_BYTES, encoded.length - PG_HEADER_BYTES);
    return pgNumeric(new BigDecimal(unscaled, scale));
  }

  /** NUMERIC as Google's export encodes it: the shortest two's complement of number * 10^9. */
  static byte[] encoded(BigDecimal numeric) {
    return numeric.setScale(SCALE).unscaledValue().toByteArray();
  }

  /** The inverse of {@link #pgNumeric(byte[])}. */
  static byte[] encodedPgNumeric(String text) {
    if (text.equalsIgnoreCase(ScalarText.NAN)) {
      return new byte[] {1};
    }
    var parsed = new BigDecimal(text);
    BigDecimal number = parsed.scale() < 0 ? parsed.setScale(0) : parsed;
    byte[] unscaled = number.unscaledValue().toByteArray();
    return ByteBuffer.allocate(PG_HEADER_BYTES + unscaled.length)
        .put((byte) 0)
        .putInt(number.scale())
        .put(unscaled)
        .array();
  }

  /** In 64 bits, because a scale may be near the end of the 32-bit range. */
  private static long integerDigits(BigDecimal number) {
    return number.signum() == 0 ? 1 : (long) number.precision() - number.scale();
  }
}
