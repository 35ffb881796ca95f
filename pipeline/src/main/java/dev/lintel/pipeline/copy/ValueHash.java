package dev.lintel.pipeline.copy;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Replaces values by hashes of them: HMAC-SHA256 with the salt as its key. The same value, type and
 * salt give the same hash, in every table and run, so that rows that reference each other still do.
 * Null stays null. Thread-safe.
 */
final class ValueHash implements Serializable {
  private static final long serialVersionUID = 1;

  /** 128 bits, as two values must not get the same hash by accident. */
  private static final int TEXT_BYTES = 16;

  /** The shortest text or bytes that a hash is cut to. */
  static final int SHORTEST = 16;

  private final byte[] key;
  private transient volatile HashFunction function;

  ValueHash(String salt) {
    this.key = salt.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether values of the type can be hashed. */
  static boolean takes(Type type) {
    return switch (type.getCode()) {
      case STRING, BYTES, INT64, UUID -> true;
      default -> false;
    };
  }

  /**
   * The hash in the type of the value: 32 hexadecimal digits, 32 bytes, a number from 0 up, or a
   * UUID.
   *
   * @param maxLength the most characters or bytes of the column
   */
  Value of(Value value, OptionalLong maxLength) {
    if (value.isNull()) {
      return value;
    }
    return switch (value.getType().getCode()) {
      case STRING -> {
        byte[] hash = hash(value.getString().getBytes(StandardCharsets.UTF_8));
        String text = BaseEncoding.base16().lowerCase().encode(hash, 0, TEXT_BYTES);
        yield Value.string(text.substring(0, length(text.length(), maxLength)));
      }
      case BYTES -> {
        byte[] hash = hash(value.getBytes().toByteArray());
        yield Value.bytes(ByteArray.copyFrom(Arrays.copyOf(hash, length(hash.length, maxLength))));
      }
      case INT64 ->
          Value.int64(ByteBuffer.wrap(hash(bytes(value.getInt64()))).getLong() & Long.MAX_VALUE);
      case UUID -> {
        UUID uuid = value.getUuid();
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        yield Value.uuid(uuid(hash(bytes.array())));
      }
      default -> throw new IllegalArgumentException("No hash of the type " + value.getType());
    };
  }

  /** Marked as a UUID of version 8, whose bits are the application's own. */
  private static UUID uuid(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long high = (bytes.getLong() & ~0xF000L) | 0x8000L;
    long low = (bytes.getLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low);
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static int length(int own, OptionalLong maxLength) {
    return (int) Math.min(own, maxLength.orElse(own));
  }

  private byte[] hash(byte[] content) {
    HashFunction hmac = function;
    if (hmac == null) {
      hmac = Hashing.hmacSha256(key);
      function = hmac;
    }
    return hmac.hashBytes(content).asBytes();
  }
}
