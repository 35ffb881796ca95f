package dev.lintel.convert;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.cloud.spanner.Dialect;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.schema.Column;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/**
 * The type of a field of an Avro or Parquet file: what it is in the file, the types of columns that
 * its data are written to, and the one that holds them best. Immutable and thread-safe.
 */
public final class AvroFieldType {
  /** In the order in which a message lists them. */
  private static final ImmutableList<Type> SCALARS =
      ImmutableList.of(
          Type.bool(),
          Type.int64(),
          Type.float32(),
          Type.float64(),
          Type.numeric(),
          Type.pgNumeric(),
          Type.date(),
          Type.timestamp(),
          Type.uuid(),
          Type.json(),
          Type.pgJsonb(),
          Type.bytes(),
          Type.string());

  private static final ImmutableSet<Type> POSTGRES =
      ImmutableSet.of(
          Type.pgNumeric(),
          Type.pgJsonb(),
          Type.array(Type.pgNumeric()),
          Type.array(Type.pgJsonb()));

  private final Schema schema;

  private AvroFieldType(Schema schema) {
    this.schema = schema;
  }

  /** Returns the type of fields of that schema. Null in a union counts for nothing. */
  public static AvroFieldType of(Schema schema) {
    List<Schema> branches = branches(schema);
    return new AvroFieldType(branches.size() == 1 ? branches.get(0) : schema);
  }

  /**
   * Returns the type as the file stores it: that of Parquet, such as {@code INT64} or {@code
   * FIXED_LEN_BYTE_ARRAY(12)}, or that of Avro, such as {@code long} or {@code fixed(12)}. An array
   * is {@code array of} its elements, and a union {@code union of} its branches.
   */
  public String getPhysicalType() {
    String parquet = schema.getProp(AvroAnnotations.PARQUET_TYPE);
    if (parquet != null) {
      return parquet;
    }
    return switch (schema.getType()) {
      case FIXED -> "fixed(" + schema.getFixedSize() + ")";
      case ARRAY -> "array of " + of(schema.getElementType()).describe();
      case MAP -> "map of " + of(schema.getValueType()).describe();
      case UNION ->
          "union of "
              + branches(schema).stream()
                  .map(branch -> of(branch).describe())
                  .collect(joining(", "));
      default -> schema.getType().getName();
    };
  }

  /**
   * Returns what the file says that the stored data mean: an annotation of Parquet, such as {@code
   * TIMESTAMP(MICROS,true)}, or a logical type of Avro, such as {@code timestamp-micros} or {@code
   * decimal(10,2)}. Empty if it says nothing.
   */
  public Optional<String> getLogicalType() {
    if (schema.getProp(AvroAnnotations.PARQUET_TYPE) != null) {
      return Optional.ofNullable(schema.getProp(AvroAnnotations.PARQUET_ANNOTATION));
    }
    return Optional.ofNullable(schema.getProp(LogicalType.LOGICAL_TYPE_PROP))
        .map(
            name ->
                name.equals("decimal")
                    ? "decimal(%s,%s)"
                        .formatted(
                            schema.getObjectProp("precision"),
                            Optional.ofNullable(schema.getObjectProp("scale")).orElse(0))
                    : name);
  }

  /** Returns the physical and the logical type, such as {@code INT32 DATE}. */
  public String describe() {
    return getPhysicalType() + getLogicalType().map(logical -> " " + logical).orElse("");
  }

  /**
   * Returns the types of columns that the data are written to, in both dialects; a single value may
   * still be one that the column cannot hold. Types of protocol buffers are left out, and INTERVAL,
   * which no column of Spanner has so far.
   */
  public ImmutableList<Type> getColumnTypes() {
    return Stream.concat(SCALARS.stream(), SCALARS.stream().map(Type::array))
        .filter(type -> AvroToValue.isReadable(schema, type))
        .collect(toImmutableList());
  }

  /**
   * Returns the type of column that holds the data best, one of {@link #getColumnTypes}: that of
   * {@link AvroTypes#typeOf}; JSON for nested data; STRING if NUMERIC is too small for a decimal.
   */
  public Type getNaturalType(Dialect dialect) {
    Type type = AvroTypes.typeOf(schema).orElse(Type.json());
    return type.getCode() == Type.Code.ARRAY
        ? Type.array(in(dialect, type.getArrayElementType()))
        : in(dialect, type);
  }

  private static Type in(Dialect dialect, Type type) {
    boolean postgres = dialect == Dialect.POSTGRESQL;
    return switch (type.getCode()) {
      case JSON, PG_JSONB -> postgres ? Type.pgJsonb() : Type.json();
      case NUMERIC -> postgres ? Type.pgNumeric() : type;
      case PG_NUMERIC -> postgres ? type : Type.string();
      default -> type;
    };
  }

  /**
   * Returns why the data cannot be written to a column, and what to do; empty if they can. It names
   * the column, its type and the type in the file.
   */
  public Optional<String> findRefusal(Column column) {
    return AvroToValue.isReadable(schema, column.getType())
        ? Optional.empty()
        : Optional.of(refusal(column));
  }

  String refusal(Column column) {
    return "column %s is %s, but the file has %s in it (%s); %s"
        .formatted(
            column.getName(), column.getTypeName(), description(), describe(), remedy(column));
  }

  private String description() {
    return switch (schema.getType()) {
      case ARRAY -> "an array";
      case UNION -> "data of several types";
      default -> meaning().map(AvroMeaning::description).orElse("nothing but null");
    };
  }

  /** Returns what to do if the column does not take the data: other types, or an option. */
  public String remedy(Column column) {
    if (lacksUnit(column.getType())) {
      return "--timestampUnit=seconds|millis|micros|nanos says what it counts since 1970";
    }
    Optional<AvroMeaning> meaning = meaning();
    if (meaning.equals(Optional.of(AvroMeaning.TEXT))) {
      return "it can be written to a column of any type that is not an array";
    }
    List<Type> types =
        getColumnTypes().stream()
            .filter(type -> !POSTGRES.contains(type) && !type.equals(Type.string()))
            .toList();
    boolean text = getColumnTypes().contains(Type.string());
    if (types.isEmpty() && !text) {
      return "it cannot be written to a column of any type";
    }
    String others = types.stream().map(Type::toString).collect(joining(", "));
    return "it can be written to a column of the type "
        + (others.isEmpty() || !text ? others : others + ", or ")
        + (text
            ? "STRING" + meaning.map(m -> " (as text like " + m.exampleText() + ")").orElse("")
            : "");
  }

  /** Whether a timestamp could be read if it were known what the integers count. */
  private boolean lacksUnit(Type type) {
    if (type.getCode() == Type.Code.ARRAY) {
      return schema.getType() == Schema.Type.ARRAY
          && of(schema.getElementType()).lacksUnit(type.getArrayElementType());
    }
    return type.getCode() == Type.Code.TIMESTAMP
        && meaning().equals(Optional.of(AvroMeaning.INTEGER));
  }

  private Optional<AvroMeaning> meaning() {
    return AvroScalars.of(schema).map(AvroScalars.Scalar::meaning);
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(Predicate.not(branch -> branch.getType() == Schema.Type.NULL))
            .toList()
        : List.of(schema);
  }
}
