package dev.lintel.transforms;

import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.Iterables;

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
      var keys = mutation.getKeySet();
      long parts = Iterables.size(keys.getKeys()) + 2L * Iterables.size(keys.getRanges());
      return bytes + (1 + parts) * 2 * SCALAR;
    }
    for (String column : mutation.getColumns()) {
      bytes += FRAMING + column.length();
    }
    for (Value value : mutation.getValues()) {
      bytes += estimate(value);
    }
    return bytes;
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
      return FRAMING + 3L * value.toString().length();
    }
    return switch (type.getCode()) {
      // A character takes at most three bytes of UTF-8; two surrogates together take four.
      case STRING -> FRAMING + 3L * value.getString().length();
      case JSON -> FRAMING + 3L * value.getJson().length();
      case PG_JSONB -> FRAMING + 3L * value.getPgJsonb().length();
      // As base64.
      case BYTES -> FRAMING + value.getBytes().length() * 4L / 3;
      case BOOL, INT64, FLOAT32, FLOAT64, DATE, TIMESTAMP, UUID -> SCALAR;
      // Arrays, and types so rare that converting them to text costs little overall.
      default -> FRAMING + 3L * value.getAsString().length();
    };
  }
}
