package dev.lintel.convert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Mutation;
import dev.lintel.schema.Column;
import dev.lintel.schema.Table;
import java.util.ArrayList;
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
  private record WrittenField(Schema.Field field, String column) {}

  private final Table table;
  private final Schema schema;
  private final Mutation.Op operation;
  private final TextFormat format;

  private final transient int[] positions;
  private final transient String[] names;
  private final transient AvroToValue[] columns;

  private AvroRowConverter(Table table, Schema schema, Mutation.Op operation, TextFormat format) {
    this.table = table;
    this.schema = schema;
    this.operation = operation;
    this.format = format;
    List<String> problems = problems(table, schema, operation);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    List<WrittenField> fields = writtenFields(table, schema);
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
    return of(table, schema, operation, TextFormat.defaults());
  }

  /**
   * Returns a converter of records of a schema.
   *
   * @param format how strings write dates and timestamps
   * @param operation the operation of the mutations; not a delete
   * @throws IllegalArgumentException if there are {@link #problems}
   */
  public static AvroRowConverter of(
      Table table, Schema schema, Mutation.Op operation, TextFormat format) {
    return new AvroRowConverter(table, schema, operation, format);
  }

  /**
   * Returns the reasons why records of a schema cannot be written to the table: those of {@link
   * NamedColumns#problems}, and every {@link AvroToValue#mismatch} of types. Empty if they can.
   */
  public static List<String> problems(Table table, Schema schema, Mutation.Op operation) {
    if (schema.getType() != Schema.Type.RECORD) {
      return List.of("the file holds values of type " + schema.getType() + ", not records");
    }
    List<WrittenField> fields = writtenFields(table, schema);
    var problems =
        new ArrayList<>(
            NamedColumns.problems(
                table, fields.stream().map(WrittenField::column).toList(), operation));
    for (WrittenField written : fields) {
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
      write.set(names[i]).to(columns[i].convert(row.get(positions[i])));
    }
    return write.build();
  }

  /**
   * Converts a row to the JSON form that {@link JsonRowConverter} reads, without the checks of
   * {@link #convert}, so that a row which that method refuses can be kept.
   */
  public ObjectNode toJson(GenericRecord row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < columns.length; i++) {
      json.set(names[i], columns[i].toJson(row.get(positions[i])));
    }
    return json;
  }

  private static List<WrittenField> writtenFields(Table table, Schema schema) {
    List<String> names =
        AvroFields.columnNames(schema, table.getColumns().stream().map(Column::getName).toList());
    return schema.getFields().stream()
        .map(field -> new WrittenField(field, names.get(field.pos())))
        .filter(
            written ->
                written.field().schema().getType() != Schema.Type.NULL
                    || table.findColumn(written.column()).map(Column::isWritable).orElse(true))
        .toList();
  }

  private Object readResolve() {
    return of(table, schema, operation, format);
  }
}
