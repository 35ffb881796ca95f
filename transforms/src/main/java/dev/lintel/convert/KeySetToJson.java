package dev.lintel.convert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeyRange;
import com.google.cloud.spanner.KeyRange.Endpoint;
import com.google.cloud.spanner.KeySet;
import com.google.common.collect.Iterables;
import com.google.protobuf.ProtocolMessageEnum;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts key sets to JSON, without loss. Pure; safe to call from any thread.
 *
 * <p>A key is the array of its parts, each in the form that {@link ValueToJson} gives a value; an
 * enum constant is its number, as text. The set of a single key is {@code {"key": [...]}}. Any
 * other set is an object in the form of Spanner's REST API, with those of these fields that it
 * needs:
 *
 * <ul>
 *   <li>{@code "all": true} if the set holds all keys
 *   <li>{@code "keys"}, an array of keys; {@code {"keys": []}} is the empty set
 *   <li>{@code "ranges"}, an array of objects of two fields: {@code "startClosed"} or {@code
 *       "startOpen"}, and {@code "endClosed"} or {@code "endOpen"}. Each is a key or the first
 *       parts of one; an open end is not itself in the range
 * </ul>
 */
public final class KeySetToJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private KeySetToJson() {}

  /** Converts a key set. */
  public static ObjectNode convert(KeySet keySet) {
    ObjectNode json = NODES.objectNode();
    boolean hasRanges = !Iterables.isEmpty(keySet.getRanges());
    ArrayNode keys = NODES.arrayNode();
    keySet.getKeys().forEach(key -> keys.add(convert(key)));
    if (keys.size() == 1 && !hasRanges && !keySet.isAll()) {
      json.set("key", keys.get(0));
      return json;
    }
    if (keySet.isAll()) {
      json.put("all", true);
    }
    if (!keys.isEmpty() || (!hasRanges && !keySet.isAll())) {
      json.set("keys", keys);
    }
    if (hasRanges) {
      ArrayNode ranges = json.putArray("ranges");
      keySet.getRanges().forEach(range -> ranges.add(convert(range)));
    }
    return json;
  }

  private static ObjectNode convert(KeyRange range) {
    ObjectNode json = NODES.objectNode();
    json.set(
        range.getStartType() == Endpoint.CLOSED ? "startClosed" : "startOpen",
        convert(range.getStart()));
    json.set(
        range.geEndType() == Endpoint.CLOSED ? "endClosed" : "endOpen", convert(range.getEnd()));
    return json;
  }

  private static ArrayNode convert(Key key) {
    return ScalarJson.array(Iterables.transform(key.getParts(), KeySetToJson::scalar));
  }

  /** A key may hold the constant of an enum, which no value does. */
  private static @Nullable Object scalar(@Nullable Object part) {
    return part instanceof ProtocolMessageEnum constant ? (Long) (long) constant.getNumber() : part;
  }
}
