package dev.lintel.convert;

import com.google.cloud.spanner.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.NanosInstant;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.schemas.logicaltypes.UuidLogicalType;

/**
 * The Beam schemas of Spanner's types. Pure; safe to call from any thread.
 *
 * <p>TIMESTAMP is a {@link NanosInstant}: it holds 64-bit seconds and 32-bit nanoseconds, enough
 * for the years 0001 to 9999 to the nanosecond, while Beam's DATETIME holds milliseconds.
 * PostgreSQL's numeric is a STRING because it may be NaN, and so is JSON, because the text of a
 * document is kept exactly.
 */
public final class RowSchemas {
  private RowSchemas() {}

  /**
   * Returns the schema of rows of these fields. A field without a name is called {@code f0_},
   * {@code f1_} and so on, by its position.
   *
   * @param required the names of the fields that may not be null
   * @throws IllegalArgumentException if two fields have the same name, a required one does not
   *     exist, or Beam has no type for the type of a field
   */
  public static Schema of(List<Type.StructField> fields, Set<String> required) {
    List<String> names = names(fields);
    var unknown = new LinkedHashSet<>(required);
    names.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("No column has the name " + String.join(", ", unknown));
    }
    Schema.Builder schema = Schema.builder();
    for (int i = 0; i < names.size(); i++) {
      FieldType type = of(fields.get(i).getType());
      schema.addField(names.get(i), type.withNullable(!required.contains(names.get(i))));
    }
    return schema.build();
  }

  /**
   * Returns the Beam type of values that are not null; the elements of an array may be.
   *
   * @throws IllegalArgumentException if Beam has no type for the type
   */
  public static FieldType of(Type type) {
    return switch (type.getCode()) {
      case BOOL -> FieldType.BOOLEAN;
      case INT64, ENUM, PG_OID -> FieldType.INT64;
      case FLOAT32 -> FieldType.FLOAT;
      case FLOAT64 -> FieldType.DOUBLE;
      case NUMERIC -> FieldType.DECIMAL;
      case STRING, JSON, PG_JSONB, PG_NUMERIC, INTERVAL -> FieldType.STRING;
      case BYTES, PROTO -> FieldType.BYTES;
      case DATE -> FieldType.logicalType(SqlTypes.DATE);
      case TIMESTAMP -> FieldType.logicalType(new NanosInstant());
      case UUID -> FieldType.logicalType(new UuidLogicalType());
      case ARRAY -> FieldType.array(of(type.getArrayElementType()).withNullable(true));
      case STRUCT -> FieldType.row(of(type.getStructFields(), Set.of()));
      default -> throw new IllegalArgumentException("No Beam type for the type " + type);
    };
  }

  private static List<String> names(List<Type.StructField> fields) {
    Set<String> given = new HashSet<>();
    Set<String> duplicates = new LinkedHashSet<>();
    for (Type.StructField field : fields) {
      if (!field.getName().isEmpty() && !given.add(field.getName())) {
        duplicates.add(field.getName());
      }
    }
    if (!duplicates.isEmpty()) {
      throw new IllegalArgumentException(
          "More than one column has the name "
              + String.join(", ", duplicates)
              + "; give each a name of its own");
    }
    var names = new ArrayList<String>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).getName();
      names.add(name.isEmpty() ? unnamed(i, given) : name);
    }
    return names;
  }

  private static String unnamed(int position, Set<String> given) {
    var name = new StringBuilder("f" + position + "_");
    while (!given.add(name.toString())) {
      name.append('_');
    }
    return name.toString();
  }
}
