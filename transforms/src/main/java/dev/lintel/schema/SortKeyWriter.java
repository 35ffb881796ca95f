package dev.lintel.schema;

import java.util.Arrays;

/**
 * Writes values as bytes whose unsigned order is the order of the values. Between {@link
 * #setDescending} and the next one everything is written inverted. Not thread-safe.
 */
final class SortKeyWriter {

  private byte[] bytes = new byte[32];
  private int size;
  private byte mask;

  void setDescending(boolean descending) {
    mask = (byte) (descending ? 0xFF : 0);
  }

  void writeByte(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) (value ^ mask);
  }

  /** A number: the sign bit is flipped, so that negative numbers come first. */
  void writeLong(long value) {
    writeUnsignedLong(value ^ Long.MIN_VALUE);
  }

  void writeUnsignedLong(long value) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      writeByte((int) (value >>> shift));
    }
  }

  /** From minus to plus infinity, NaN before or after them; both zeros are one. */
  void writeDouble(double value, boolean nanLast) {
    if (Double.isNaN(value)) {
      writeUnsignedLong(nanLast ? -1 : 0);
      return;
    }
    long bits = Double.doubleToRawLongBits(value == 0 ? 0.0 : value);
    writeUnsignedLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
  }

  /**
   * Bytes of any length; a zero byte is escaped and two end the value, so that a prefix is less.
   */
  void writeBytes(byte[] value) {
    for (byte b : value) {
      writeByte(b);
      if (b == 0) {
        writeByte(0xFF);
      }
    }
    writeByte(0);
    writeByte(0);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }
}
