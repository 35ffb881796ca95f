package dev.lintel.pipeline.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Works out from some JSON objects what fields there are, and of which types. */
public final class JsonSample {
  /** Stands for the type of null: no field of JSON is guessed to be of it. */
  private static final Type UNKNOWN = Type.bytes();

  private final Map<String, Type> types = new LinkedHashMap<>();

  /** Fields with an integer that FLOAT64 does not have. */
  private final Set<String> large = new HashSet<>();

  private final Map<String, ImmutableList<String>> paths = new LinkedHashMap<>();
  private boolean sampled;

  public void add(JsonNode record) {
    sampled = true;
    for (Map.Entry<String, JsonNode> field : record.properties()) {
      types.merge(field.getKey(), typeOf(field.getValue()), JsonSample::both);
      if (field.getValue().isNumber() && !isExact(field.getValue())) {
        large.add(field.getKey());
      }
    }
    addPaths(ImmutableList.of(), record);
  }

  /**
   * Declared fields that are only within others: what is declared is a field of the records
   * themselves.
   */
  public List<String> nested(Set<String> declared) {
    return declared.stream()
        .filter(name -> paths.containsKey(name) && !types.containsKey(name))
        .toList();
  }

  /**
   * What has been seen, and what is declared besides.
   *
   * @param declared types that are known; they count more than what the objects look like
   */
  public JsonFields fields(Map<String, Type> declared) {
    Map<String, Type> all = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> {
          if (type.equals(UNKNOWN)) {
            // Of a field that was never anything but null, text is as good a guess as any.
            all.put(name, Type.string());
          } else {
            boolean inexact = type.equals(Type.float64()) && large.contains(name);
            all.put(name, inexact ? Type.json() : type);
          }
        });
    all.putAll(declared);
    return new JsonFields(
        ImmutableMap.copyOf(all),
        ImmutableSet.copyOf(declared.keySet()),
        ImmutableMap.copyOf(paths),
        sampled);
  }

  /** Whether FLOAT64 has the number; true of what is none. */
  static boolean isExact(JsonNode node) {
    if (!node.isNumber()) {
      return true;
    }
    double nearest = node.doubleValue();
    return Double.isFinite(nearest)
        && BigDecimal.valueOf(nearest).compareTo(node.decimalValue()) == 0;
  }

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

  private void addPaths(ImmutableList<String> within, JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      ImmutableList<String> path =
          ImmutableList.<String>builder().addAll(within).add(field.getKey()).build();
      // Of two that are written the same, the shorter way counts.
      paths.merge(String.join(".", path), path, (one, two) -> one.size() <= two.size() ? one : two);
      addPaths(path, field.getValue());
    }
  }
}
