package dev.lintel.pipeline.exportfolder;

import com.google.cloud.spanner.Dialect;
import dev.lintel.schema.Identifiers;
import java.util.List;
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

  /**
   * Whether it is a table whose primary key is not said: that of a file which another program
   * wrote. A table that has no key columns says so.
   */
  public boolean lacksPrimaryKey() {
    Properties properties = new Properties(name, schema);
    return kind == Kind.TABLE
        && !properties.has(PropertyNames.PRIMARY_KEY)
        && !properties.has(PropertyNames.PRIMARY_KEY + "_0");
  }

  /**
   * The same table with a primary key.
   *
   * @param columns those of the key, in order
   * @throws IllegalArgumentException if it has another key, or lacks one of the columns
   */
  public ObjectSchema withPrimaryKey(List<String> columns, Dialect dialect) {
    if (!lacksPrimaryKey()) {
      throw new IllegalArgumentException("the files of table %s have its key".formatted(name));
    }
    List<String> known = schema.getFields().stream().map(ObjectSchema::columnName).toList();
    for (String column : columns) {
      if (!known.contains(column)) {
        throw new IllegalArgumentException(
            "table %s has no column %s; it has %s"
                .formatted(name, column, String.join(", ", known)));
      }
    }
    Schema copy = new Schema.Parser().parse(schema.toString());
    for (int i = 0; i < columns.size(); i++) {
      copy.addProp(
          PropertyNames.PRIMARY_KEY + "_" + i, Identifiers.quote(dialect, columns.get(i)) + " ASC");
    }
    return new ObjectSchema(name, kind, copy);
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
