package dev.lintel.schema;

import java.util.Arrays;

/**
 * Writes values as bytes whose unsigned order is the order of the values; after {@link
 * #setDescending} with true, the reverse of that order. Not thread-safe.
 */
final class SortKeyWriter {

  private byte[] bytes = new byte[32];
  private int size;
  private byte mask;

  /** Sets the direction of all that is written from here on. */
  void setDescending(boolean descending) {
    mask = (byte) (descending ? 0xFF : 0);
  }

  void writeByte(int value) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) (value ^ mask);
  }

  /** Writes a signed number; its sign bit is flipped, so that negative numbers come first. */
  void writeLong(long value) {
    writeUnsignedLong(value ^ Long.MIN_VALUE);
  }

  void writeUnsignedLong(long value) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      writeByte((int) (value >>> shift));
    }
  }

  /** Writes a number; NaN comes before or after all others, and both zeros are the same. */
  void writeDouble(double value, boolean nanLast) {
    if (Double.isNaN(value)) {
      writeUnsignedLong(nanLast ? -1 : 0);
      return;
    }
    long bits = Double.doubleToRawLongBits(value == 0 ? 0.0 : value);
    writeUnsignedLong(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
  }

  /**
   * Writes bytes of any length. A zero byte is escaped and two zero bytes end the value, so that a
   * value comes after its prefixes.
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
