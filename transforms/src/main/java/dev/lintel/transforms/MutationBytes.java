package dev.lintel.transforms;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Estimates how many bytes a mutation or a row takes on the wire: fast, and rarely too low. */
public final class MutationBytes {

  /** The tags and lengths of the message around a value or a name. */
  private static final long FRAMING = 4;

  /** The longest text of a value of fixed size: a timestamp with nanoseconds. */
  private static final long SCALAR = 32;

  private MutationBytes() {}

  /** Returns the estimate for a mutation. */
  public static long estimate(Mutation mutation) {
    long bytes = FRAMING + mutation.getTable().length();
    if (mutation.getOperation() == Mutation.Op.DELETE) {
      bytes += 2 * SCALAR;
      for (Key key : mutation.getKeySet().getKeys()) {
        bytes += estimate(key);
      }
      for (KeyRange range : mutation.getKeySet().getRanges()) {
        bytes += estimate(range.getStart()) + estimate(range.getEnd());
      }
      return bytes;
    }
    for (String column : mutation.getColumns()) {
      bytes += FRAMING + column.length();
    }
    for (Value value : mutation.getValues()) {
      bytes += estimate(value);
    }
    return bytes;
  }

  private static long estimate(Key key) {
    long bytes = SCALAR;
    for (Object part : key.getParts()) {
      bytes += estimatePart(part);
    }
    return bytes;
  }

  private static long estimatePart(@Nullable Object part) {
    if (part instanceof String text) {
      return text(text);
    }
    return part instanceof ByteArray content ? base64(content) : SCALAR;
  }

  /** A character takes at most three bytes of UTF-8; two surrogates together take four. */
  private static long text(String text) {
    return FRAMING + 3L * text.length();
  }

  private static long base64(ByteArray content) {
    return FRAMING + content.length() * 4L / 3;
  }

  /** Returns about how many bytes a row of a result takes. */
  public static long estimate(Struct row) {
    long bytes = FRAMING;
    for (int i = 0; i < row.getColumnCount(); i++) {
      bytes += estimate(row.getValue(i));
    }
    return bytes;
  }

  /** Returns about how many bytes a value takes. */
  static long estimate(Value value) {
    if (value.isNull() || value.isCommitTimestamp()) {
      return SCALAR;
    }
    Type type = value.getType();
    if (type == null) {
      return text(value.toString());
    }
    return switch (type.getCode()) {
      case STRING -> text(value.getString());
      case JSON -> text(value.getJson());
      case PG_JSONB -> text(value.getPgJsonb());
      case BYTES -> base64(value.getBytes());
      case BOOL, INT64, FLOAT32, FLOAT64, DATE, TIMESTAMP, UUID -> SCALAR;
      // Arrays, and types so rare that converting them to text costs little overall.
      default -> text(value.getAsString());
    };
  }
}
