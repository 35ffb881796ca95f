package dev.lintel.pipeline.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.JsonToValue;
import dev.lintel.convert.StrictJson;
import dev.lintel.schema.Column;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Fields of JSON objects, as far as the first of them tell.
 *
 * @param types of the fields that have been seen, in their order
 * @param paths of everything that has been seen, nested fields included; empty if there was no
 *     record to see
 */
record JsonFields(ImmutableMap<String, Type> types, ImmutableSet<String> paths)
    implements RecordFields<JsonNode>, Serializable {

  @Override
  public ImmutableList<String> names() {
    return types.keySet().asList();
  }

  @Override
  public Type typeOf(String name) {
    return types.get(name);
  }

  @Override
  public Function<JsonNode, Value> reader(String field, Column column) {
    if (!paths.isEmpty() && !paths.contains(field)) {
      throw RecordFields.unknown(field, paths);
    }
    JsonToValue conversion = JsonToValue.forColumn(column);
    // A dot in a name is no path.
    List<String> path =
        types.containsKey(field) ? List.of(field) : Splitter.on('.').splitToList(field);
    return record -> conversion.convert(at(record, path));
  }

  /** Where values are of several kinds they are kept as JSON, text as JSON's own strings. */
  @Override
  public Function<JsonNode, Value> reader(String name) {
    if (typeOf(name).getCode() != Type.Code.JSON) {
      return RecordFields.super.reader(name);
    }
    return record -> {
      JsonNode node = record.get(name);
      return Value.json(node == null || node.isNull() ? null : StrictJson.write(node));
    };
  }

  private static @Nullable JsonNode at(JsonNode record, List<String> path) {
    JsonNode node = record;
    for (String name : path) {
      node = node == null ? null : node.get(name);
    }
    return node;
  }
}
