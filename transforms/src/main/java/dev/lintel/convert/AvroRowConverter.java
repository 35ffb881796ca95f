package dev.lintel.convert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Mutation;
import com.google.cloud.spanner.Value;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Converts records of one Avro schema: each field to the column that {@link AvroFields} finds for
 * it, ignoring case.
 *
 * <p>A field of Avro's type null for a generated column is ignored: Google's export writes one for
 * each generated column.
 */
public final class AvroRowConverter implements RowConverter<GenericRecord> {
  private record NamedField(Schema.Field field, String name) {}

  private record WrittenField(Schema.Field field, String column) {}

  private final Table table;
  private final Schema schema;
  private final Mutation.Op operation;
  private final TextFormat format;
  private final FieldMapping mapping;

  private final transient int[] positions;
  private final transient String[] names;
  private final transient AvroToValue[] columns;
  private final transient GivenValues given;

  private AvroRowConverter(
      Table table, Schema schema, Mutation.Op operation, TextFormat format, FieldMapping mapping) {
    this.table = table;
    this.schema = schema;
    this.operation = operation;
    this.format = format;
    this.mapping = mapping;
    NamedColumns.require(problems(table, schema, operation, mapping));
    List<WrittenField> fields = writtenFields(table, schema, mapping);
    this.given = GivenValues.of(table, mapping);
    this.positions = fields.stream().mapToInt(written -> written.field().pos()).toArray();
    this.names = new String[positions.length];
    this.columns = new AvroToValue[positions.length];
    for (int i = 0; i < positions.length; i++) {
      Column column = table.findColumn(fields.get(i).column()).orElseThrow();
      names[i] = column.getName();
      columns[i] = AvroToValue.forColumn(fields.get(i).field().schema(), column, format);
    }
  }

  /**
   * Returns a converter of records of a schema, with {@link TextFormat#defaults}.
   *
   * @param operation the operation of the mutations; not a delete
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  public static AvroRowConverter of(Table table, Schema schema, Mutation.Op operation) {
    return of(table, schema, operation, TextFormat.defaults(), FieldMapping.none());
  }

  /**
   * Returns a converter of records of a schema.
   *
   * @param operation the operation of the mutations; not a delete
   * @param format how strings write dates and timestamps
   * @param mapping which columns the fields are written to; a field can be named as the schema
   *     names it, or as {@link AvroFields} names its column
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  public static AvroRowConverter of(
      Table table, Schema schema, Mutation.Op operation, TextFormat format, FieldMapping mapping) {
    return new AvroRowConverter(table, schema, operation, format, mapping);
  }

  /**
   * Returns the reasons why records of a schema cannot be written to the table: those of {@link
   * NamedColumns#problems}, and every {@link AvroToValue#mismatch} of types. Empty if they can.
   */
  public static List<String> problems(Table table, Schema schema, Mutation.Op operation) {
    return problems(table, schema, operation, FieldMapping.none());
  }

  /** The same for records whose fields a mapping assigns to columns. */
  public static List<String> problems(
      Table table, Schema schema, Mutation.Op operation, FieldMapping mapping) {
    if (schema.getType() != Schema.Type.RECORD) {
      return List.of("the file holds values of type " + schema.getType() + ", not records");
    }
    var problems =
        new ArrayList<>(
            NamedColumns.problems(table, fieldNames(table, schema, mapping), mapping, operation));
    for (WrittenField written : writtenFields(table, schema, mapping)) {
      table
          .findColumn(written.column())
          .filter(Column::isWritable)
          .flatMap(column -> AvroToValue.mismatch(written.field().schema(), column))
          .ifPresent(problems::add);
    }
    return problems;
  }

  @Override
  public Mutation convert(GenericRecord row) {
    Mutation.WriteBuilder write = NamedColumns.newWrite(table.getName(), operation);
    for (int i = 0; i < columns.length; i++) {
      Value value = columns[i].convert(row.get(positions[i]));
      given.check(names[i], value);
      write.set(names[i]).to(value);
    }
    given.writeOthers(write, Arrays.asList(names)::contains);
    return write.build();
  }

  /**
   * Converts a row to the JSON form that {@link JsonRowConverter} reads, without the checks of
   * {@link #convert}, so that a row which that method refuses can be kept. Bytes of its strings
   * that are not UTF-8 are {@link SurrogateEscape}.
   */
  public ObjectNode toJson(GenericRecord row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < columns.length; i++) {
      json.set(names[i], columns[i].toJson(row.get(positions[i])));
    }
    given.forOthers(
        Arrays.asList(names)::contains,
        (column, value) -> json.set(column, ValueToJson.convert(value)));
    return json;
  }

  /**
   * The fields that the table has no column for.
   *
   * @param mapping which columns the fields are written to
   */
  public static List<String> withoutColumn(Table table, Schema schema, FieldMapping mapping) {
    return schema.getType() == Schema.Type.RECORD
        ? NamedColumns.withoutColumn(table, fieldNames(table, schema, mapping), mapping)
        : List.of();
  }

  private static List<String> fieldNames(Table table, Schema schema, FieldMapping mapping) {
    return fields(table, schema, mapping).stream().map(NamedField::name).toList();
  }

  private static List<WrittenField> writtenFields(
      Table table, Schema schema, FieldMapping mapping) {
    return fields(table, schema, mapping).stream()
        .flatMap(
            named ->
                mapping.columnOf(named.name()).stream()
                    .map(column -> new WrittenField(named.field(), column)))
        .toList();
  }

  /** The fields with the names that a mapping knows them by. */
  private static List<NamedField> fields(Table table, Schema schema, FieldMapping mapping) {
    List<String> names =
        AvroFields.columnNames(schema, table.getColumns().stream().map(Column::getName).toList());
    return schema.getFields().stream()
        .map(
            field ->
                new NamedField(
                    field, mapping.names(field.name()) ? field.name() : names.get(field.pos())))
        .filter(named -> !isOfGenerated(named, table, mapping))
        .toList();
  }

  private static boolean isOfGenerated(NamedField named, Table table, FieldMapping mapping) {
    return named.field().schema().getType() == Schema.Type.NULL
        && mapping
            .columnOf(named.name())
            .flatMap(table::findColumn)
            .filter(column -> !column.isWritable())
            .isPresent();
  }

  private Object readResolve() {
    return of(table, schema, operation, format, mapping);
  }
}
