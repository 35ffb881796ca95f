package dev.lintel.transforms;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * What names a snapshot, or a partition of it, to another process. The client's classes for that
 * give away and take nothing but their serialized form, so these bytes are it. There is one for
 * each partition, not for each row. Immutable.
 */
record Handle(ByteString bytes) {

  static Handle of(Serializable named) {
    return new Handle(ByteString.copyFrom(SerializableUtils.serializeToByteArray(named)));
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
