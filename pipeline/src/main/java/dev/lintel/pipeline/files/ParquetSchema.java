package dev.lintel.pipeline.files;

import com.google.cloud.spanner.Type;
import dev.lintel.convert.AvroTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;

/** The Avro schemas that the records of a Parquet file are read and written with. */
final class ParquetSchema {
  private static final Schema PG_NUMERIC =
      AvroTypes.of(Type.pgNumeric(), AvroTypes.Timestamps.STRING);

  private ParquetSchema() {}

  /** Lists become plain arrays, and the old INT96 is read instead of refused. */
  static ParquetConfiguration configuration() {
    var configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    configuration.setBoolean(AvroReadSupport.READ_INT96_AS_FIXED, true);
    return configuration;
  }

  /** Lists can have null elements, which the older structure, the default, has no place for. */
  static ParquetConfiguration writeConfiguration() {
    var configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    return configuration;
  }

  /**
   * The same record, but with text for PostgreSQL's numeric, whose encoding in Avro would pass for
   * a decimal in Parquet and not be one.
   */
  static Schema forWriting(Schema avro) {
    var fields = new ArrayList<Schema.Field>();
    for (Schema.Field field : avro.getFields()) {
      fields.add(new Schema.Field(field, withoutPgNumeric(field.schema())));
    }
    Schema schema =
        Schema.createRecord(avro.getName(), avro.getDoc(), avro.getNamespace(), false, fields);
    schema.addAllProps(avro);
    return schema;
  }

  /** Text in place of that encoding, in arrays and beside null, too. */
  static Schema withoutPgNumeric(Schema schema) {
    return switch (schema.getType()) {
      case UNION ->
          Schema.createUnion(
              schema.getTypes().stream().map(ParquetSchema::withoutPgNumeric).toList());
      case ARRAY -> Schema.createArray(withoutPgNumeric(schema.getElementType()));
      default -> schema.equals(PG_NUMERIC) ? Schema.create(Schema.Type.STRING) : schema;
    };
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
