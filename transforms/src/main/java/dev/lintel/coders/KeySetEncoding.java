package dev.lintel.coders;

import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeyRange.Endpoint;
import com.google.cloud.spanner.KeySet;
import com.google.common.collect.Iterables;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import org.apache.beam.sdk.coders.CoderException;

/** The encoding of a key set: whether it holds all keys, the single keys, the ranges. */
final class KeySetEncoding {
  private static final int OPEN_START = 1;
  private static final int OPEN_END = 2;

  private KeySetEncoding() {}

  static void write(CodedOutputStream out, KeySet keySet) throws IOException {
    out.writeBoolNoTag(keySet.isAll());
    out.writeUInt32NoTag(Iterables.size(keySet.getKeys()));
    for (Key key : keySet.getKeys()) {
      KeyEncoding.write(out, key);
    }
    out.writeUInt32NoTag(Iterables.size(keySet.getRanges()));
    for (KeyRange range : keySet.getRanges()) {
      out.write(
          (byte)
              ((range.getStartType() == Endpoint.OPEN ? OPEN_START : 0)
                  | (range.geEndType() == Endpoint.OPEN ? OPEN_END : 0)));
      KeyEncoding.write(out, range.getStart());
      KeyEncoding.write(out, range.getEnd());
    }
  }

  static KeySet read(CodedInputStream in) throws IOException {
    KeySet.Builder keySet = KeySet.newBuilder();
    if (in.readBool()) {
      keySet.setAll();
    }
    int keys = Frame.readCount(in);
    for (int i = 0; i < keys; i++) {
      keySet.addKey(KeyEncoding.read(in));
    }
    int ranges = Frame.readCount(in);
    for (int i = 0; i < ranges; i++) {
      keySet.addRange(readRange(in));
    }
    return keySet.build();
  }

  private static KeyRange readRange(CodedInputStream in) throws IOException {
    byte endpoints = in.readRawByte();
    if ((endpoints & ~(OPEN_START | OPEN_END)) != 0) {
      throw new CoderException("corrupt key range: endpoints " + endpoints);
    }
    return KeyRange.newBuilder()
        .setStartType((endpoints & OPEN_START) != 0 ? Endpoint.OPEN : Endpoint.CLOSED)
        .setEndType((endpoints & OPEN_END) != 0 ? Endpoint.OPEN : Endpoint.CLOSED)
        .setStart(KeyEncoding.read(in))
        .setEnd(KeyEncoding.read(in))
        .build();
  }
}
