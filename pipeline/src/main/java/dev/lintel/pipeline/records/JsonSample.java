package dev.lintel.pipeline.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.TextFormat;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Works out from some JSON objects which fields there are, and of which types. */
public final class JsonSample {
  /** How many records are enough, over all files of an input. */
  public static final int SIZE = 1_000;

  /** Stands for the type of null: no other field of JSON gets this type. */
  private static final Type UNKNOWN = Type.bytes();

  private final Map<String, Type> types = new LinkedHashMap<>();

  /** Fields with a number that FLOAT64 cannot represent exactly. */
  private final Set<String> large = new HashSet<>();

  private final Map<String, ImmutableList<String>> paths = new LinkedHashMap<>();
  private boolean sampled;

  /** Takes a record into account. */
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

  /** Takes the records of another sample into account, as if they came after those of this one. */
  public void addAll(JsonSample other) {
    sampled |= other.sampled;
    other.types.forEach((name, type) -> types.merge(name, type, JsonSample::both));
    large.addAll(other.large);
    other.paths.forEach(this::addPath);
  }

  /**
   * The declared fields that are only within other fields. A declared field has to be one of the
   * records themselves.
   */
  public List<String> nested(Set<String> declared) {
    return declared.stream()
        .filter(name -> paths.containsKey(name) && !types.containsKey(name))
        .toList();
  }

  /**
   * The fields of the objects, and the declared fields.
   *
   * @param declared types that are known; they override what the objects look like
   * @param format how strings write dates and timestamps
   */
  public JsonFields fields(Map<String, Type> declared, TextFormat format) {
    Map<String, Type> all = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> {
          if (type.equals(UNKNOWN)) {
            // If a field was never anything but null, text is as good a guess as any.
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
        sampled,
        format);
  }

  /** Whether FLOAT64 can represent the number exactly; true if it is not a number. */
  static boolean isExact(JsonNode node) {
    if (!node.isNumber() || node.isDouble()) {
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
      addPath(String.join(".", path), path);
      addPaths(path, field.getValue());
    }
  }

  /** Of two paths that are written the same, the shorter one counts. */
  private void addPath(String written, ImmutableList<String> path) {
    paths.merge(written, path, (one, two) -> one.size() <= two.size() ? one : two);
  }
}
