package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.AvroToValue;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.JsonToValue;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TextToValue;
import dev.lintel.pipeline.records.RecordFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * Finds the types of columns that all values of one field can be written to. A type fits if the
 * converter of a job takes the values, and, where there is only text, if nothing of the text would
 * be lost: {@code 007} is text. Not thread-safe.
 *
 * @param <V> a value of the field
 */
final class FittingTypes<V> {
  /** The types of columns, from the narrowest to the widest. */
  private static final ImmutableList<Type> SCALARS =
      ImmutableList.of(
          Type.bool(),
          Type.int64(),
          Type.numeric(),
          Type.float32(),
          Type.float64(),
          Type.date(),
          Type.timestamp(),
          Type.uuid(),
          Type.string(),
          Type.bytes(),
          Type.interval(),
          Type.json());

  /** Types that text is taken for: of the others, too many texts could be one by chance. */
  private static final ImmutableSet<Type.Code> TAKEN_FROM_TEXT =
      ImmutableSet.of(
          Type.Code.BOOL,
          Type.Code.INT64,
          Type.Code.NUMERIC,
          Type.Code.FLOAT64,
          Type.Code.DATE,
          Type.Code.TIMESTAMP,
          Type.Code.UUID,
          Type.Code.STRING);

  private static final ImmutableSet<Type.Code> NUMBERS =
      ImmutableSet.of(Type.Code.INT64, Type.Code.NUMERIC, Type.Code.FLOAT64);

  /** A number whose text says more than its value, such as a code with zeros in front. */
  private static final Pattern CODE = Pattern.compile("\\+.*|-?0[0-9].*");

  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

  private record Candidate<V>(Type type, Predicate<V> takes) {}

  private final List<Candidate<V>> left;
  private final int all;

  private FittingTypes(List<Candidate<V>> candidates) {
    this.left = new ArrayList<>(candidates);
    this.all = candidates.size();
  }

  /** The types for data of an Avro schema, the one that it most likely means first. */
  static ImmutableSet<Type> of(Schema schema) {
    ImmutableSet.Builder<Type> fits = ImmutableSet.builder();
    AvroTypes.typeOf(schema).filter(type -> isRead(schema, type)).ifPresent(fits::add);
    for (Type type : withArrays(SCALARS)) {
      if (isRead(schema, type)) {
        fits.add(type);
      }
    }
    return fits.build();
  }

  private static boolean isRead(Schema schema, Type type) {
    return AvroToValue.mismatch(schema, RecordFields.column("", type)).isEmpty();
  }

  /** For the fields of CSV that are not null. */
  static FittingTypes<String> ofText(TextFormat format) {
    List<Candidate<String>> candidates = new ArrayList<>();
    for (Type type : SCALARS) {
      if (TAKEN_FROM_TEXT.contains(type.getCode())) {
        TextToValue conversion = TextToValue.forColumn(RecordFields.column("", type), format);
        candidates.add(
            new Candidate<>(
                type, text -> isTakenFor(type, text) && takes(() -> conversion.convert(text))));
      }
    }
    return new FittingTypes<>(candidates);
  }

  /** For the values of JSON that are not null. */
  static FittingTypes<JsonNode> ofJson(TextFormat format) {
    List<Candidate<JsonNode>> candidates = new ArrayList<>();
    for (Type type : withArrays(SCALARS)) {
      Type scalar = type.getCode() == Type.Code.ARRAY ? type.getArrayElementType() : type;
      if (TAKEN_FROM_TEXT.contains(scalar.getCode()) || type.equals(Type.json())) {
        JsonToValue conversion = JsonToValue.forColumn(RecordFields.column("", type), format);
        candidates.add(
            new Candidate<>(
                type, node -> isTakenFor(type, node) && takes(() -> conversion.convert(node))));
      }
    }
    return new FittingTypes<>(candidates);
  }

  /** Takes one more value into account. */
  void add(V value) {
    left.removeIf(candidate -> !candidate.takes().test(value));
  }

  /** Whether a value has shown anything. */
  boolean isSeen() {
    return left.size() < all;
  }

  /** The types that all values so far fit, the most suitable one first. */
  ImmutableSet<Type> types() {
    List<Type> types = left.stream().map(Candidate::type).toList();
    ImmutableSet.Builder<Type> fits = ImmutableSet.builder();
    // If nothing has shown the type, or that of the elements, text is as good a guess as any.
    if (!isSeen()) {
      fits.add(Type.string());
    } else if (types.contains(Type.array(Type.bool())) && types.contains(texts())) {
      fits.add(texts());
    }
    return fits.addAll(types).build();
  }

  private static Type texts() {
    return Type.array(Type.string());
  }

  private static List<Type> withArrays(List<Type> scalars) {
    List<Type> types = new ArrayList<>(scalars);
    // A document takes arrays, too, but the elements of an array are the closer description.
    scalars.forEach(type -> types.add(types.size() - 1, Type.array(type)));
    return types;
  }

  private static boolean takes(Runnable conversion) {
    try {
      conversion.run();
      return true;
    } catch (ConversionException e) {
      return false;
    }
  }

  private static boolean isTakenFor(Type type, String text) {
    Type.Code code = type.getCode();
    if (NUMBERS.contains(code)) {
      return !CODE.matcher(text.strip()).matches();
    }
    // An integer is a timestamp or a boolean only if somebody says so.
    boolean couldBeInteger = code == Type.Code.TIMESTAMP || code == Type.Code.BOOL;
    return !couldBeInteger || !INTEGER.matcher(text.strip()).matches();
  }

  private static boolean isTakenFor(Type type, JsonNode node) {
    if (type.getCode() == Type.Code.ARRAY) {
      if (!node.isArray()) {
        return false;
      }
      for (JsonNode element : node) {
        if (!element.isNull() && !isTakenFor(type.getArrayElementType(), element)) {
          return false;
        }
      }
      return true;
    }
    // A number in quotes was written as text by somebody who knew why.
    return !node.isTextual() || !NUMBERS.contains(type.getCode());
  }
}
