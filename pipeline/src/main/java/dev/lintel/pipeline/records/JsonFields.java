package dev.lintel.pipeline.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.JsonStrings;
import dev.lintel.convert.JsonToValue;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.TextFormat;
import dev.lintel.schema.Column;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The fields of JSON objects, as far as the first objects show them.
 *
 * @param types of the fields that have been seen or are declared, in their order
 * @param declared those of them whose types are declared
 * @param paths of every field that has been seen, nested ones included, by how it is written:
 *     {@code a.b}
 * @param sampled whether there was any record
 * @param format how strings write dates and timestamps; a string in a column of JSON documents is
 *     itself a document in any case
 */
public record JsonFields(
    ImmutableMap<String, Type> types,
    ImmutableSet<String> declared,
    ImmutableMap<String, ImmutableList<String>> paths,
    boolean sampled,
    TextFormat format)
    implements RecordFields<JsonNode>, Serializable {

  @Override
  public ImmutableList<String> names() {
    return types.keySet().asList();
  }

  @Override
  public Type typeOf(String name) {
    return types.get(name);
  }

  /** The same with the paths of these fields only. */
  public JsonFields only(Collection<String> fields) {
    return new JsonFields(
        types,
        declared,
        ImmutableMap.copyOf(Maps.filterKeys(paths, fields::contains)),
        sampled,
        format);
  }

  @Override
  public boolean has(JsonNode record, String field) {
    return record.has(field);
  }

  /** A record may have fields that no record had from which the fields were worked out. */
  @Override
  public void requireKnown(JsonNode record) {
    for (var field : record.properties()) {
      if (!types.containsKey(field.getKey())) {
        throw ConversionException.ofRow(
            "the first records have no field %s; name it and its type in \"fields\" of the spec"
                .formatted(field.getKey()));
      }
    }
  }

  @Override
  public Function<JsonNode, Value> reader(String field, Column column) {
    List<String> path = path(field);
    JsonToValue conversion =
        JsonToValue.forColumn(column, format.withJsonStrings(JsonStrings.VALUE));
    if (!declared.contains(field)) {
      return record -> conversion.convert(at(record, path));
    }
    // No record has shown whether the dot is part of the name or separates a path.
    List<String> steps = Splitter.on('.').splitToList(field);
    return record -> conversion.convert(at(record, record.has(field) ? path : steps));
  }

  private List<String> path(String field) {
    if (types.containsKey(field)) {
      // A dot that is part of a name does not make it a path.
      return List.of(field);
    }
    ImmutableList<String> path = paths.get(field);
    if (path == null && sampled) {
      throw new IllegalArgumentException(
          RecordFields.unknown(field, paths.keySet()).getMessage()
              + "; name one that only later records have in \"fields\"");
    }
    return path == null ? Splitter.on('.').splitToList(field) : path;
  }

  /** If values are of several kinds, each is JSON, and text is a string of JSON. */
  @Override
  public Function<JsonNode, Value> reader(String name) {
    Type.Code type = typeOf(name).getCode();
    if (type == Type.Code.JSON) {
      return record -> {
        JsonNode node = record.get(name);
        return Value.json(node == null || node.isNull() ? null : StrictJson.write(node));
      };
    }
    Function<JsonNode, Value> reader = RecordFields.super.reader(name);
    if (declared.contains(name)) {
      return reader;
    }
    return record -> {
      JsonNode node = record.get(name);
      if (node != null && node.isTextual() && type != Type.Code.STRING) {
        throw guessedWrong(name, "a string");
      }
      if (node != null && node.isNumber() && type == Type.Code.STRING) {
        throw guessedWrong(name, "not a string");
      }
      if (node != null && type == Type.Code.FLOAT64 && !JsonSample.isExact(node)) {
        throw guessedWrong(name, "a number with more digits than FLOAT64 has");
      }
      try {
        return reader.apply(record);
      } catch (ConversionException e) {
        throw guessedWrong(name, e.getReason());
      }
    };
  }

  private ConversionException guessedWrong(String name, String reason) {
    return ConversionException.ofRow(
        "field %s: %s; the first records have %s there, name a type in \"fields\" of the spec"
            .formatted(name, reason, typeOf(name)));
  }

  private static @Nullable JsonNode at(JsonNode record, List<String> path) {
    JsonNode node = record;
    for (String name : path) {
      if (node != null && StrictJson.namedTwice(node).contains(name)) {
        throw ConversionException.ofRow(
            "field %s: %s is named twice".formatted(String.join(".", path), name));
      }
      node = node == null ? null : node.get(name);
    }
    return node;
  }
}
