package dev.lintel.pipeline.files.avro;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.checkerframework.checker.nullness.qual.Nullable;

/** About how large Avro records are, so that not too many of them are held at a time. */
public final class RecordSize {
  private static final int BYTES_OF_NUMBER = 8;

  private RecordSize() {}

  /** About the bytes of a record or of a value in it. */
  public static long of(@Nullable Object datum) {
    if (datum instanceof CharSequence text) {
      return text instanceof Utf8 utf8 ? utf8.getByteLength() : text.length();
    }
    if (datum instanceof ByteBuffer bytes) {
      return bytes.remaining();
    }
    if (datum instanceof GenericFixed fixed) {
      return fixed.bytes().length;
    }
    long size = BYTES_OF_NUMBER;
    if (datum instanceof IndexedRecord record) {
      for (int i = 0; i < record.getSchema().getFields().size(); i++) {
        size += of(record.get(i));
      }
    } else if (datum instanceof Collection<?> elements) {
      for (Object element : elements) {
        size += of(element);
      }
    } else if (datum instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        size += of(entry.getKey()) + of(entry.getValue());
      }
    }
    return size;
  }
}
