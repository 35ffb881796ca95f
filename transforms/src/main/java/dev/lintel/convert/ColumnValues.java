package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import dev.lintel.values.ScalarType;
import dev.lintel.values.ScalarTypes;
import java.math.BigDecimal;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Builds the values of one column from plain objects, and checks what can be checked without the
 * server: null in a NOT NULL column, length, range, well-formed Unicode. Thread-safe.
 */
final class ColumnValues {
  private final Column column;
  private final Type scalarType;
  private final ScalarType<?> builders;
  private final boolean array;
  private final long maxLength;
  private final Value nullValue;

  ColumnValues(Column column) {
    this.column = column;
    this.array = column.getType().getCode() == Type.Code.ARRAY;
    this.scalarType = array ? column.getType().getArrayElementType() : column.getType();
    this.builders = ScalarTypes.of(scalarType);
    this.maxLength = column.getMaxLength().orElse(Long.MAX_VALUE);
    this.nullValue = NullValues.of(column.getType());
  }

  Column column() {
    return column;
  }

  boolean isArray() {
    return array;
  }

  /** Returns the type of the column or, if it is an array, of its elements. */
  Type scalarType() {
    return scalarType;
  }

  Value nullValue() {
    if (!column.isNullable()) {
      throw failure("null in a NOT NULL column", null);
    }
    return nullValue;
  }

  Value commitTimestamp() {
    if (!column.isCommitTimestampAllowed()) {
      throw failure("the column does not allow the commit timestamp", null);
    }
    return Value.timestamp(Value.COMMIT_TIMESTAMP);
  }

  /**
   * Builds the value of an object.
   *
   * @throws Unconvertible if the column cannot hold it
   */
  Value scalar(Object object) {
    return builders.value(scalarType, checked(object));
  }

  /**
   * Builds the array of a list of objects.
   *
   * @throws Unconvertible if the column cannot hold one of them
   */
  Value array(List<@Nullable Object> elements) {
    elements.replaceAll(element -> element == null ? null : checked(element));
    return builders.array(scalarType, elements);
  }

  ConversionException failure(String reason, @Nullable String offending) {
    return new ConversionException(column.getName(), column.getTypeName(), reason, offending);
  }

  private Object checked(Object object) {
    if (object instanceof String text) {
      if (!Unicode.isWellFormed(text)) {
        throw new Unconvertible("not well-formed Unicode");
      }
      if (text.length() > maxLength) {
        checkLength(text.codePointCount(0, text.length()), "characters");
      }
    } else if (object instanceof ByteArray bytes) {
      checkLength(bytes.length(), "bytes");
    } else if (object instanceof BigDecimal number) {
      return Decimals.numeric(number);
    }
    return object;
  }

  private void checkLength(long length, String unit) {
    if (length > maxLength) {
      throw new Unconvertible(length + " " + unit + ", at most " + maxLength + " allowed");
    }
  }
}
