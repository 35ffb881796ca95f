package dev.lintel.pipeline.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.ValueToJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file in UTF-8 with one JSON object a line, which has every column, also those that are null;
 * {@link ValueToJson} says how values are spelled.
 */
public final class JsonLinesWriter implements RowWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final List<String> names;

  private JsonLinesWriter(OutputStream out, List<String> names) {
    this.out = out;
    this.names = names;
  }

  /**
   * Writes rows of these columns.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public static JsonLinesWriter open(List<Type.StructField> columns, OutputStream out) {
    List<String> names = columns.stream().map(Type.StructField::getName).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException("More than one column has the same name: " + names);
    }
    return new JsonLinesWriter(new BufferedOutputStream(out, BUFFER_BYTES), names);
  }

  @Override
  public void write(StructReader row) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < names.size(); i++) {
      object.set(names.get(i), ValueToJson.convert(row, i));
    }
    out.write(StrictJson.write(object).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
