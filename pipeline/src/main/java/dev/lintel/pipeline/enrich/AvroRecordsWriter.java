package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroFields;
import dev.lintel.convert.AvroNames;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.ValueToAvro;
import dev.lintel.pipeline.files.AvroBinary;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.files.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
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
    input.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
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
    Schema schema =
        Schema.createRecord(input.getName(), input.getDoc(), input.getNamespace(), false, fields);
    schema.addAllProps(input);
    return schema;
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
