package dev.lintel.schematransforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Key;
import com.google.cloud.spanner.KeySet;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.JsonRowConverter;
import dev.lintel.convert.KeySetToJson;
import dev.lintel.convert.NamedColumns;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.ValueToJson;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.Row;

/**
 * How the fields of Beam rows and the columns of a table correspond: by name, in any letter case.
 * Converts rows to mutations, and mutations and keys back to rows. Serializable and thread-safe.
 *
 * @param schema of the rows
 * @param columns the column of each field, as the table spells it
 */
record RowShape(Schema schema, ImmutableList<String> columns, JsonRowConverter converter)
    implements Serializable {

  /**
   * Returns the shape of rows that are written to a table.
   *
   * @throws IllegalArgumentException if they cannot be; names all problems
   */
  static RowShape of(Schema schema, Table table, Mutation.Op operation) {
    List<String> names = schema.getFieldNames();
    List<String> problems = new ArrayList<>(NamedColumns.problems(table, names, operation));
    for (Schema.Field field : schema.getFields()) {
      table
          .findColumn(field.getName())
          .flatMap(column -> Optional.ofNullable(problem(field, column)))
          .ifPresent(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The rows cannot be written to table %s: %s"
              .formatted(table.getName(), String.join("; ", problems)));
    }
    return new RowShape(
        schema,
        names.stream()
            .map(name -> table.findColumn(name).orElseThrow().getName())
            .collect(ImmutableList.toImmutableList()),
        JsonRowConverter.of(table, operation, TextFormat.lossless()));
  }

  private static String problem(Schema.Field field, Column column) {
    if (!BeamFields.isSupported(field.getType())) {
      return "field %s has the type %s, which no column can hold; convert it first"
          .formatted(field.getName(), BeamFields.describe(field.getType()));
    }
    Type type = column.getType();
    Type scalar = type.getCode() == Type.Code.ARRAY ? type.getArrayElementType() : type;
    boolean takesBytes = scalar.getCode() == Type.Code.BYTES || scalar.getCode() == Type.Code.PROTO;
    return BeamFields.isBytes(field.getType()) && !takesBytes
        ? "field %s has bytes, but column %s is of type %s"
            .formatted(field.getName(), column.getName(), column.getTypeName())
        : null;
  }

  /** The same rows with only these of their fields, in this order. */
  static Schema select(Schema schema, List<String> names) {
    Schema.Builder selected = Schema.builder();
    for (String name : names) {
      selected.addField(
          schema.getFields().stream()
              .filter(field -> field.getName().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "The rows have no field %s, only %s"
                              .formatted(name, String.join(", ", schema.getFieldNames())))));
    }
    return selected.build();
  }

  /**
   * Converts a row.
   *
   * @throws dev.lintel.convert.ConversionException if the table cannot hold it
   */
  Mutation toMutation(Row row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < columns.size(); i++) {
      json.set(columns.get(i), BeamFields.toJson(schema.getField(i).getType(), row.getValue(i)));
    }
    return converter.convert(json);
  }

  /** Returns the row that a mutation was made of. */
  Row toRow(Mutation mutation) {
    ObjectNode json = ValueToJson.convert(mutation);
    return toRow(columns.stream().map(json::get).toList());
  }

  /** Returns the row of a key, whose columns are those of the shape. */
  Row toRow(Key key) {
    return toRow(ImmutableList.copyOf(KeySetToJson.convert(KeySet.singleKey(key)).get("key")));
  }

  private Row toRow(List<JsonNode> values) {
    Row.Builder row = Row.withSchema(schema);
    for (int i = 0; i < values.size(); i++) {
      row.addValue(BeamFields.fromJson(schema.getField(i).getType(), values.get(i)));
    }
    return row.build();
  }
}
