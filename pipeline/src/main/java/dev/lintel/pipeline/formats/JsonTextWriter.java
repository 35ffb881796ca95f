package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.ValueToJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the exact texts of JSON objects, with more fields at their end. */
final class JsonTextWriter implements ElementWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final int record;
  private final int firstAdded;
  private final List<Type.StructField> added;

  JsonTextWriter(int record, List<Type.StructField> added, OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    this.record = record;
    this.firstAdded = record + 1;
    this.added = added;
  }

  @Override
  public void write(Struct element) throws IOException {
    ObjectNode more = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < added.size(); i++) {
      more.set(added.get(i).getName(), ValueToJson.convert(element.getValue(firstAdded + i)));
    }
    out.write(joined(element.getString(record), more).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  /** The text of an object with the fields of another inserted before its last brace. */
  static String joined(String object, ObjectNode more) {
    if (more.isEmpty()) {
      return object;
    }
    String open = object.substring(0, object.lastIndexOf('}')).stripTrailing();
    String fields = StrictJson.write(more).substring(1);
    return open + (open.endsWith("{") ? "" : ",") + fields;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
