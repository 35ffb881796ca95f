package dev.lintel.transforms;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * Identifies a snapshot, or a partition of it, to another process. The client's classes can be
 * passed on only in their serialized form, which these bytes are. There is one for each partition,
 * not for each row. Immutable.
 */
record Handle(ByteString bytes) {

  static Handle of(Serializable identifier) {
    return new Handle(ByteString.copyFrom(SerializableUtils.serializeToByteArray(identifier)));
  }

  <T> T open(Class<T> type) {
    return type.cast(
        SerializableUtils.deserializeFromByteArray(bytes.toByteArray(), type.getSimpleName()));
  }

  void encode(OutputStream out) throws IOException {
    ByteArrayCoder.of().encode(bytes.toByteArray(), out);
  }

  static Handle decode(InputStream in) throws IOException {
    return new Handle(ByteString.copyFrom(ByteArrayCoder.of().decode(in)));
  }
}
