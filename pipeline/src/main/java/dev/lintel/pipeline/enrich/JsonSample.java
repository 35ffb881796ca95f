package dev.lintel.pipeline.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Works out from some JSON objects what fields there are, and of which types. */
final class JsonSample {
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Set<String> paths = new LinkedHashSet<>();

  void add(JsonNode record) {
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      Type type = typeOf(field.getValue());
      types.merge(field.getKey(), type, JsonSample::both);
    }
    addPaths("", record);
  }

  /**
   * What has been seen, and what is declared besides.
   *
   * @param declared types that are known; they count more than what the objects look like
   */
  JsonFields fields(Map<String, Type> declared) {
    Map<String, Type> all = new LinkedHashMap<>();
    // Of a field that was never anything but null, text is as good a guess as any.
    types.forEach((name, type) -> all.put(name, type.equals(UNKNOWN) ? Type.string() : type));
    all.putAll(declared);
    return new JsonFields(ImmutableMap.copyOf(all), ImmutableSet.copyOf(paths));
  }

  /** Stands for the type of null: no field of JSON is guessed to be of it. */
  private static final Type UNKNOWN = Type.bytes();

  private static Type typeOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case NULL -> UNKNOWN;
      case STRING -> Type.string();
      case BOOLEAN -> Type.bool();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? Type.int64()
              : isExact(node) ? Type.float64() : Type.json();
      default -> Type.json();
    };
  }

  private static boolean isExact(JsonNode number) {
    double nearest = number.doubleValue();
    return Double.isFinite(nearest)
        && BigDecimal.valueOf(nearest).compareTo(number.decimalValue()) == 0;
  }

  private static Type both(Type one, Type other) {
    if (one.equals(other) || other.equals(UNKNOWN)) {
      return one;
    }
    if (one.equals(UNKNOWN)) {
      return other;
    }
    boolean numbers =
        ImmutableSet.of(one, other).equals(ImmutableSet.of(Type.int64(), Type.float64()));
    return numbers ? Type.float64() : Type.json();
  }

  private void addPaths(String prefix, JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      paths.add(prefix + field.getKey());
      addPaths(prefix + field.getKey() + ".", field.getValue());
    }
  }
}
