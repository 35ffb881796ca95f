package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads strings of Avro as dates and timestamps of a {@link TextFormat}. */
final class AvroText {
  private AvroText() {}

  /**
   * Returns the decoder of a column's data in which strings are read by the format.
   *
   * @param decoder reads every other datum; an array if the column is one
   */
  static Function<Object, Object> decoder(
      Function<Object, Object> decoder, Type type, TextFormat format) {
    boolean array = type.getCode() == Type.Code.ARRAY;
    Type.Code scalar = (array ? type.getArrayElementType() : type).getCode();
    if (scalar != Type.Code.DATE && scalar != Type.Code.TIMESTAMP) {
      return decoder;
    }
    Function<String, Object> parser = TextParsers.ofStrings(scalar, format);
    return array
        ? datum -> elements((Collection<?>) datum, decoder, parser)
        : datum ->
            datum instanceof CharSequence text
                ? parser.apply(text.toString())
                : decoder.apply(datum);
  }

  private static Object elements(
      Collection<?> array, Function<Object, Object> decoder, Function<String, Object> parser) {
    if (array.stream().noneMatch(CharSequence.class::isInstance)) {
      return decoder.apply(array);
    }
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : array) {
      elements.add(
          element instanceof CharSequence text
              ? parser.apply(text.toString())
              : ((List<?>) decoder.apply(Collections.singletonList(element))).get(0));
    }
    return elements;
  }
}
