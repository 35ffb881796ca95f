package dev.lintel.convert;

import com.google.cloud.ByteArray;
import com.google.cloud.Date;
import com.google.cloud.Timestamp;
import com.google.cloud.spanner.Interval;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Converts rows of one result to Beam Rows, without loss, with the schema of {@link RowSchemas}.
 * Serializable and thread-safe.
 *
 * <p>It does not check that a row has the given fields, so use one for each result.
 */
public final class StructToRow implements Serializable {
  private final List<Type.StructField> fields;
  private final Set<String> required;
  private final Schema schema;

  private final transient Function<Value, Object>[] conversions;

  private StructToRow(List<Type.StructField> fields, Set<String> required) {
    this.fields = List.copyOf(fields);
    this.required = Set.copyOf(required);
    this.schema = RowSchemas.of(fields, required);
    this.conversions = conversions(fields);
  }

  /**
   * Returns a conversion of rows of these fields, each of which may be null.
   *
   * @throws IllegalArgumentException if two fields have the same name, or Beam has no type for one
   */
  public static StructToRow of(List<Type.StructField> fields) {
    return new StructToRow(fields, Set.of());
  }

  /**
   * Returns a conversion whose schema allows null in all fields but these.
   *
   * @throws IllegalArgumentException if a field does not exist
   */
  public StructToRow withRequired(Set<String> names) {
    return new StructToRow(fields, names);
  }

  /** Returns the schema of every row. */
  public Schema getSchema() {
    return schema;
  }

  /** Returns the schema that {@link #of} gives rows of these fields. */
  public static Schema schemaOf(List<Type.StructField> fields) {
    return RowSchemas.of(fields, Set.of());
  }

  /**
   * Converts a row.
   *
   * @throws IllegalArgumentException if a required field is null
   */
  public Row convert(StructReader struct) {
    var values = new ArrayList<@Nullable Object>(conversions.length);
    for (int i = 0; i < conversions.length; i++) {
      // A row of a result set cannot build the Value of a null STRUCT, so ask the row for nulls.
      boolean isNull = struct.isNull(i);
      if (isNull && !schema.getField(i).getType().getNullable()) {
        throw new IllegalArgumentException(
            "Column " + schema.getField(i).getName() + " is required and has no value");
      }
      values.add(isNull ? null : conversions[i].apply(struct.getValue(i)));
    }
    return Row.withSchema(schema).attachValues(values);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Function<Value, Object>[] conversions(List<Type.StructField> fields) {
    return fields.stream().map(field -> conversion(field.getType())).toArray(Function[]::new);
  }

  private static Function<Value, Object> conversion(Type type) {
    return type.getCode() == Type.Code.ARRAY
        ? ValueContents.arrayGetter(type.getArrayElementType(), scalar(type.getArrayElementType()))
        : ValueContents.getter(type, scalar(type));
  }

  private static Function<Object, Object> scalar(Type type) {
    return switch (type.getCode()) {
      case BYTES, PROTO -> bytes -> ((ByteArray) bytes).toByteArray();
      case DATE -> date -> localDate((Date) date);
      case TIMESTAMP -> timestamp -> instant((Timestamp) timestamp);
      case INTERVAL -> interval -> ((Interval) interval).toISO8601();
      case STRUCT -> {
        StructToRow nested = of(type.getStructFields());
        yield struct -> nested.convert((Struct) struct);
      }
      default -> Function.identity();
    };
  }

  private static LocalDate localDate(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDayOfMonth());
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private Object readResolve() {
    return new StructToRow(fields, required);
  }
}
