package dev.lintel.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Checks and encodes the decimal types: NUMERIC of GoogleSQL and numeric of PostgreSQL. */
final class Decimals {
  /** The limits of NUMERIC, from Spanner's documentation of data types. */
  static final int SCALE = 9;

  private static final int INTEGER_DIGITS = 29;

  /** The limits of PostgreSQL's numeric, from the same page. */
  private static final int PG_SCALE = 16_383;

  private static final int PG_INTEGER_DIGITS = 131_072;
  private static final int PG_HEADER_BYTES = 5;

  private Decimals() {}

  /**
   * Returns the same number with a scale that NUMERIC has.
   *
   * @throws Unconvertible if NUMERIC cannot hold every digit
   */
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

  /**
   * Returns the text of a number, with its trailing zeros.
   *
   * @throws Unconvertible if PostgreSQL's numeric cannot hold it
   */
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
   * Decodes a decimal of Avro or Parquet: the number times 10^scale in two's complement,
   * big-endian.
   *
   * @throws Unconvertible if there are no bytes
   */
  static BigDecimal ofBytes(byte[] unscaled, int scale) {
    if (unscaled.length == 0) {
      throw new Unconvertible("a decimal without digits");
    }
    return new BigDecimal(new BigInteger(unscaled), scale);
  }

  /**
   * Decodes a PostgreSQL numeric of Google's export: a flag (0 number, 1 NaN); for a number, also
   * the scale in four bytes and the unscaled value in two's complement, both big-endian.
   *
   * @throws Unconvertible if the bytes are no such encoding
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

  /** Encodes NUMERIC as Google's export does: the shortest two's complement of number * 10^9. */
  static byte[] encoded(BigDecimal numeric) {
    return numeric.setScale(SCALE).unscaledValue().toByteArray();
  }

  /** Encodes a PostgreSQL numeric: the inverse of {@link #pgNumeric(byte[])}. */
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

  /** Computes in 64 bits, because the scale may be near the end of the 32-bit range. */
  private static long integerDigits(BigDecimal number) {
    return number.signum() == 0 ? 1 : (long) number.precision() - number.scale();
  }
}
