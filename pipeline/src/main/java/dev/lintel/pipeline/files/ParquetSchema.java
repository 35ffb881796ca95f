package dev.lintel.pipeline.files;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;

/** The Avro schema that the records of a Parquet file are read with. */
final class ParquetSchema {
  private ParquetSchema() {}

  /** Lists become plain arrays, and the old INT96 is read instead of refused. */
  static ParquetConfiguration configuration() {
    var configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    configuration.setBoolean(AvroReadSupport.READ_INT96_AS_FIXED, true);
    return configuration;
  }

  static Schema toAvro(MessageType parquet) {
    Schema schema = new AvroSchemaConverter(configuration()).convert(parquet);
    var fields = new ArrayList<Schema.Field>();
    for (Schema.Field field : schema.getFields()) {
      boolean nanoseconds =
          parquet.getType(field.name()).getLogicalTypeAnnotation()
                  instanceof TimestampLogicalTypeAnnotation timestamp
              && timestamp.getUnit() == TimeUnit.NANOS;
      fields.add(
          new Schema.Field(field, nanoseconds ? inNanoseconds(field.schema()) : field.schema()));
    }
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  /** The converter makes a bare long of it, which would be taken for microseconds. */
  private static Schema inNanoseconds(Schema schema) {
    if (schema.isUnion()) {
      List<Schema> branches =
          schema.getTypes().stream()
              .map(branch -> branch.getType() == Schema.Type.NULL ? branch : timestampNanos())
              .toList();
      return Schema.createUnion(branches);
    }
    return timestampNanos();
  }

  private static Schema timestampNanos() {
    Schema schema = Schema.create(Schema.Type.LONG);
    schema.addProp(LogicalType.LOGICAL_TYPE_PROP, "timestamp-nanos");
    return schema;
  }
}
