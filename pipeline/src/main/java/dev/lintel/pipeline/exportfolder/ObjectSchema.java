package dev.lintel.pipeline.exportfolder;

import org.apache.avro.Schema;

/**
 * What the folder of an export says of one object of the database. Immutable.
 *
 * @param name the object's name, as in spanner-export.json
 * @param schema a record, whose fields are columns if it is a table; its properties say the rest
 */
public record ObjectSchema(String name, Kind kind, Schema schema) {

  /** What the object is. */
  public enum Kind {
    TABLE,
    VIEW,
    MODEL,
    NAMED_SCHEMA,
    PROPERTY_GRAPH,
    SEQUENCE,
    CHANGE_STREAM,
    PLACEMENT,
    FUNCTION
  }

  /** The object of a schema that was read; its properties say of what kind it is. */
  public static ObjectSchema of(String name, Schema schema) {
    return new ObjectSchema(name, kind(new Properties(name, schema)), schema);
  }

  /** The Spanner name of a column, which need not be a name that Avro can spell. */
  public static String columnName(Schema.Field field) {
    return field.getObjectProp(PropertyNames.NAME) instanceof String name ? name : field.name();
  }

  private static Kind kind(Properties properties) {
    String entity = properties.find(PropertyNames.ENTITY).orElse("");
    return switch (entity) {
      case PropertyNames.MODEL_ENTITY -> Kind.MODEL;
      case PropertyNames.NAMED_SCHEMA_ENTITY -> Kind.NAMED_SCHEMA;
      case PropertyNames.PLACEMENT_ENTITY -> Kind.PLACEMENT;
      case PropertyNames.FUNCTION_ENTITY -> Kind.FUNCTION;
      case PropertyNames.GRAPH_ENTITY -> Kind.PROPERTY_GRAPH;
      default -> {
        if (properties.has(PropertyNames.VIEW_QUERY)) {
          yield Kind.VIEW;
        }
        if (properties.has(PropertyNames.CHANGE_STREAM_FOR)) {
          yield Kind.CHANGE_STREAM;
        }
        yield properties.has(PropertyNames.SEQUENCE_OPTION + 0)
                || properties.has(PropertyNames.SEQUENCE_KIND)
            ? Kind.SEQUENCE
            : Kind.TABLE;
      }
    };
  }
}
