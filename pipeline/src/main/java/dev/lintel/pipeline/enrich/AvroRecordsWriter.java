package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroFields;
import dev.lintel.convert.AvroNames;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.ValueToAvro;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.avro.AvroBinary;
import dev.lintel.pipeline.files.avro.RecordWriter;
import dev.lintel.pipeline.records.InputShape;
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

/** Avro records as they were read, with more fields at their end. */
final class AvroRecordsWriter implements EnrichedWriter {
  private final RecordWriter file;
  private final AvroBinary binary;
  private final GenericData.Record record;
  private final List<ValueToAvro> added;
  private final int kept;
  private final int firstAdded;

  private AvroRecordsWriter(EnrichPlan plan, RecordWriter file, AvroBinary binary, Schema schema) {
    this.file = file;
    this.binary = binary;
    this.record = new GenericData.Record(schema);
    this.kept = plan.firstKept();
    this.firstAdded = plan.firstAdded();
    this.added = new ArrayList<>();
    ImmutableList<Type.StructField> columns = plan.addedColumns();
    int first = schema.getFields().size() - columns.size();
    for (int i = 0; i < columns.size(); i++) {
      added.add(
          ValueToAvro.of(columns.get(i).getType(), schema.getFields().get(first + i).schema()));
    }
  }

  static AvroRecordsWriter open(EnrichPlan plan, OutputStream out) throws IOException {
    Schema input = ((InputShape.Avro) plan.shape()).schema();
    Schema schema = schema(input, plan.addedColumns(), plan.format());
    return new AvroRecordsWriter(
        plan, RecordWriter.open(plan.format(), schema, out), new AvroBinary(input), schema);
  }

  /** The schema of the input with a nullable field for each column that is added. */
  static Schema schema(Schema input, List<Type.StructField> added, RecordFormat format) {
    List<String> names = new ArrayList<>();
    input.getFields().forEach(field -> names.add(field.name()));
    added.forEach(column -> names.add(column.getName()));
    var avroNames = AvroNames.of(names);
    List<Schema.Field> fields = new ArrayList<>();
    input.getFields().forEach(field -> fields.add(copy(field)));
    for (Type.StructField column : added) {
      String name = avroNames.get(column.getName());
      var field =
          new Schema.Field(
              name,
              AvroTypes.nullable(RecordWriter.schemaOf(format, column.getType())),
              null,
              null);
      if (!name.equals(column.getName())) {
        field.addProp(AvroFields.COLUMN_NAME, column.getName());
      }
      fields.add(field);
    }
    // A record that holds others of its own kind holds them as they were, without what is added.
    Set<String> seen = new HashSet<>();
    boolean taken =
        fields.stream().anyMatch(field -> names(field.schema(), input.getFullName(), seen));
    Schema schema =
        Schema.createRecord(
            taken ? input.getName() + "_enriched" : input.getName(),
            input.getDoc(),
            input.getNamespace(),
            false,
            fields);
    schema.addAllProps(input);
    return schema;
  }

  /** The same field; without its default if that is none of its type. */
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
    GenericRecord read = binary.decode(element.getBytes(kept).toByteArray());
    int fields = read.getSchema().getFields().size();
    for (int i = 0; i < fields; i++) {
      record.put(i, read.get(i));
    }
    for (int i = 0; i < added.size(); i++) {
      record.put(fields + i, added.get(i).convert(element.getValue(firstAdded + i)));
    }
    file.write(record);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
