package dev.lintel.coders;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The encoding of a list that may hold nulls: its size; whether it holds any; if so, one bit per
 * element; the elements that are not null.
 */
final class NullableList {
  private static final int MAX_INITIAL_SIZE = 1024;

  private NullableList() {}

  static <T> void write(CodedOutputStream out, List<T> list, Frame.BodyWriter<T> writer)
      throws IOException {
    boolean hasNulls = list.contains(null);
    out.writeUInt32NoTag(list.size());
    out.writeBoolNoTag(hasNulls);
    if (hasNulls) {
      writeNulls(out, list.size(), i -> list.get(i) == null);
    }
    for (T element : list) {
      if (element != null) {
        writer.write(out, element);
      }
    }
  }

  static <T> List<T> read(CodedInputStream in, Frame.BodyReader<T> reader) throws IOException {
    int size = Frame.readCount(in);
    byte[] nulls = in.readBool() ? readNulls(in, size) : null;
    // A corrupt size may look valid at every level of a nested value, so allocate little ahead.
    List<T> list = new ArrayList<>(Math.min(size, MAX_INITIAL_SIZE));
    for (int i = 0; i < size; i++) {
      list.add(nulls != null && isNull(nulls, i) ? null : reader.read(in));
    }
    return list;
  }

  /** Writes one bit for each of {@code size} elements, and at least one byte. */
  static void writeNulls(CodedOutputStream out, int size, IntPredicate isNull) throws IOException {
    for (int start = 0; start <= size; start += Byte.SIZE) {
      int bits = 0;
      for (int i = start; i < size && i < start + Byte.SIZE; i++) {
        bits |= isNull.test(i) ? 1 << (i - start) : 0;
      }
      out.write((byte) bits);
    }
  }

  static byte[] readNulls(CodedInputStream in, int size) throws IOException {
    return in.readRawBytes(size / Byte.SIZE + 1);
  }

  static boolean isNull(byte[] nulls, int index) {
    return (nulls[index / Byte.SIZE] >> (index % Byte.SIZE) & 1) != 0;
  }
}
