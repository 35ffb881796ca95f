package dev.lintel.pipeline.formats;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroFields;
import dev.lintel.convert.AvroNames;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.ValueToAvro;
import dev.lintel.pipeline.files.avro.AvroBinary;
import dev.lintel.pipeline.files.avro.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Writes Avro records as they were read, with more fields at their end. */
final class AvroRecordsWriter implements ElementWriter {
  private final RecordWriter file;
  private final AvroBinary binary;
  private final GenericData.Record record;
  private final List<ValueToAvro> added;
  private final int position;

  private AvroRecordsWriter(
      RecordWriter file,
      AvroBinary binary,
      Schema schema,
      int position,
      List<Type.StructField> columns) {
    this.file = file;
    this.binary = binary;
    this.record = new GenericData.Record(schema);
    this.position = position;
    this.added = new ArrayList<>();
    int first = schema.getFields().size() - columns.size();
    for (int i = 0; i < columns.size(); i++) {
      added.add(
          ValueToAvro.of(columns.get(i).getType(), schema.getFields().get(first + i).schema()));
    }
  }

  /**
   * Writes records of that schema.
   *
   * @param position where the bytes of a record are in its element, before what was added
   */
  static AvroRecordsWriter open(
      Schema input, AvroBased output, int position, List<Type.StructField> added, OutputStream out)
      throws IOException {
    Schema schema = schema(input, added, output);
    return new AvroRecordsWriter(
        output.openRecords(schema, out), new AvroBinary(input), schema, position, added);
  }

  /** The schema of the input with a nullable field for each column that is added. */
  static Schema schema(Schema input, List<Type.StructField> added, AvroBased output) {
    List<String> names = new ArrayList<>();
    input.getFields().forEach(field -> names.add(field.name()));
    added.forEach(column -> names.add(column.getName()));
    var avroNames = AvroNames.of(names);
    List<Schema.Field> fields = new ArrayList<>();
    input.getFields().forEach(field -> fields.add(copy(field)));
    for (Type.StructField column : added) {
      String name = avroNames.get(column.getName());
      var field =
          new Schema.Field(name, AvroTypes.nullable(output.schemaOf(column.getType())), null, null);
      if (!name.equals(column.getName())) {
        field.addProp(AvroFields.COLUMN_NAME, column.getName());
      }
      fields.add(field);
    }
    // Records of the same type that a record contains stay as they were, without what is added.
    Set<String> seen = new HashSet<>();
    boolean isTaken =
        fields.stream().anyMatch(field -> names(field.schema(), input.getFullName(), seen));
    Schema schema =
        Schema.createRecord(
            isTaken ? input.getName() + "_enriched" : input.getName(),
            input.getDoc(),
            input.getNamespace(),
            false,
            fields);
    schema.addAllProps(input);
    return schema;
  }

  /** The same field, without its default if that is not of its type. */
  private static Schema.Field copy(Schema.Field field) {
    try {
      return new Schema.Field(field, field.schema());
    } catch (AvroTypeException e) {
      var copy = new Schema.Field(field.name(), field.schema(), field.doc(), null, field.order());
      copy.addAllProps(field);
      field.aliases().forEach(copy::addAlias);
      return copy;
    }
  }

  private static boolean names(Schema schema, String fullName, Set<String> seen) {
    return switch (schema.getType()) {
      case UNION -> schema.getTypes().stream().anyMatch(branch -> names(branch, fullName, seen));
      case ARRAY -> names(schema.getElementType(), fullName, seen);
      case MAP -> names(schema.getValueType(), fullName, seen);
      case RECORD ->
          schema.getFullName().equals(fullName)
              || (seen.add(schema.getFullName())
                  && schema.getFields().stream().anyMatch(f -> names(f.schema(), fullName, seen)));
      case ENUM, FIXED -> schema.getFullName().equals(fullName);
      default -> false;
    };
  }

  @Override
  public void write(Struct element) throws IOException {
    GenericRecord read = binary.decode(element.getBytes(position).toByteArray());
    int fields = read.getSchema().getFields().size();
    for (int i = 0; i < fields; i++) {
      record.put(i, read.get(i));
    }
    for (int i = 0; i < added.size(); i++) {
      record.put(fields + i, added.get(i).convert(element.getValue(position + 1 + i)));
    }
    file.write(record);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
