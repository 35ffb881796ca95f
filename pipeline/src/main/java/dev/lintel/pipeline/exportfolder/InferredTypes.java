package dev.lintel.pipeline.exportfolder;

import com.google.cloud.spanner.Dialect;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** The types of columns in exports that do not state them. Pure. */
final class InferredTypes {

  private static final int NUMERIC_PRECISION = 38;
  private static final int NUMERIC_SCALE = 9;

  private InferredTypes() {}

  /**
   * The type that holds the values of an Avro type, in the spelling of DDL.
   *
   * @param owner the column, for the message
   * @throws IllegalArgumentException if there is no such type
   */
  static String sqlType(Dialect dialect, String owner, Schema schema) {
    Schema type = notNull(schema);
    boolean postgres = dialect == Dialect.POSTGRESQL;
    if (type.getType() == Schema.Type.ARRAY) {
      Schema element = notNull(type.getElementType());
      if (element.getType() != Schema.Type.ARRAY) {
        String elementType = sqlType(dialect, owner, element);
        return postgres ? elementType + "[]" : "ARRAY<" + elementType + ">";
      }
    }
    String logicalType = String.valueOf(type.getProp(LogicalType.LOGICAL_TYPE_PROP));
    String name =
        switch (type.getType()) {
          case BOOLEAN -> postgres ? "boolean" : "BOOL";
          case INT, LONG -> integer(logicalType, postgres);
          case FLOAT -> postgres ? "real" : "FLOAT32";
          case DOUBLE -> postgres ? "double precision" : "FLOAT64";
          case STRING -> string(logicalType, postgres);
          case BYTES -> bytes(type, logicalType, postgres);
          default -> null;
        };
    if (name == null) {
      throw new IllegalArgumentException(
          "%s: there is no property %s, and no type follows from the Avro type %s"
              .formatted(owner, PropertyNames.SQL_TYPE, schema));
    }
    return name;
  }

  private static String integer(String logicalType, boolean postgres) {
    if (logicalType.startsWith("timestamp-")) {
      return postgres ? "timestamp with time zone" : "TIMESTAMP";
    }
    if (logicalType.equals("date")) {
      return postgres ? "date" : "DATE";
    }
    return postgres ? "bigint" : "INT64";
  }

  private static String string(String logicalType, boolean postgres) {
    if (logicalType.equals("uuid")) {
      return postgres ? "uuid" : "UUID";
    }
    return postgres ? "text" : "STRING(MAX)";
  }

  private static String bytes(Schema type, String logicalType, boolean postgres) {
    if (logicalType.equals("decimal")) {
      boolean numeric =
          type.getObjectProp("precision") instanceof Integer precision
              && type.getObjectProp("scale") instanceof Integer scale
              && precision == NUMERIC_PRECISION
              && scale == NUMERIC_SCALE;
      if (postgres) {
        return "numeric";
      }
      if (numeric) {
        return "NUMERIC";
      }
    }
    return postgres ? "bytea" : "BYTES(MAX)";
  }

  private static Schema notNull(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(branch -> branch.getType() != Schema.Type.NULL)
            .findFirst()
            .orElse(schema.getTypes().get(0))
        : schema;
  }
}
