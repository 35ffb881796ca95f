package dev.lintel.compare;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Type.Code;
import com.google.cloud.spanner.Value;
import com.google.protobuf.Value.KindCase;
import dev.lintel.coders.UntypedValues;
import dev.lintel.schema.KeyPartContent;
import dev.lintel.values.ScalarTypes;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.CoderException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads the value of a mutation as the type of its column, whatever its own type is, as Spanner
 * does: by what the client sends for it. So a column of numbers takes a string such as NaN, and any
 * column takes an untyped value.
 */
final class WrittenValue {
  private static final Value COMMIT_TIMESTAMP = Value.timestamp(Value.COMMIT_TIMESTAMP);

  private WrittenValue() {}

  /** Returns the value as one of the type; empty if Spanner would take none for it. */
  static Optional<Value> as(Type type, Value value) {
    if (value.isCommitTimestamp() || isOf(type, value)) {
      return Optional.of(value);
    }
    com.google.protobuf.Value sent = sent(value);
    if (sent.getKindCase() == KindCase.NULL_VALUE) {
      return Optional.of(
          type.getCode() == Code.ARRAY
              ? ScalarTypes.of(type.getArrayElementType()).array(type.getArrayElementType(), null)
              : ScalarTypes.of(type).value(type, null));
    }
    if (type.getCode() == Code.ARRAY) {
      return array(type.getArrayElementType(), sent);
    }
    if (type.getCode() == Code.TIMESTAMP && sent.equals(sent(COMMIT_TIMESTAMP))) {
      return Optional.of(COMMIT_TIMESTAMP);
    }
    return content(type.getCode(), sent).map(object -> ScalarTypes.of(type).value(type, object));
  }

  private static boolean isOf(Type type, Value value) {
    Type own = value.getType();
    return own != null
        && own.getCode() == type.getCode()
        && (own.getCode() != Code.ARRAY
            || own.getArrayElementType().getCode() == type.getArrayElementType().getCode());
  }

  private static com.google.protobuf.Value sent(Value value) {
    try {
      return UntypedValues.proto(value);
    } catch (CoderException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Value> array(Type elementType, com.google.protobuf.Value sent) {
    if (sent.getKindCase() != KindCase.LIST_VALUE) {
      return Optional.empty();
    }
    List<@Nullable Object> elements = new ArrayList<>();
    for (com.google.protobuf.Value element : sent.getListValue().getValuesList()) {
      if (element.getKindCase() == KindCase.NULL_VALUE) {
        elements.add(null);
        continue;
      }
      Optional<Object> content = content(elementType.getCode(), element);
      if (content.isEmpty()) {
        return Optional.empty();
      }
      elements.add(content.get());
    }
    return Optional.of(ScalarTypes.of(elementType).array(elementType, elements));
  }

  private static Optional<Object> content(Code code, com.google.protobuf.Value sent) {
    return switch (sent.getKindCase()) {
      case STRING_VALUE -> KeyPartContent.of(code, sent.getStringValue());
      case BOOL_VALUE -> code == Code.BOOL ? Optional.of(sent.getBoolValue()) : Optional.empty();
      case NUMBER_VALUE ->
          switch (code) {
            case FLOAT64 -> Optional.of(sent.getNumberValue());
            case FLOAT32 -> Optional.of((float) sent.getNumberValue());
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }
}
