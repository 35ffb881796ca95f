package dev.lintel.pipeline.files.avro;

import dev.lintel.convert.AvroTypes;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The Avro schemas that the records of a Parquet file are read and written with. */
final class ParquetSchema {
  private static final Schema PG_NUMERIC =
      AvroTypes.of(com.google.cloud.spanner.Type.pgNumeric(), AvroTypes.Timestamps.STRING);

  private ParquetSchema() {}

  /** Lists become plain arrays, and the old INT96 is read instead of refused. */
  static ParquetConfiguration configuration() {
    var configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    configuration.setBoolean(AvroReadSupport.READ_INT96_AS_FIXED, true);
    return configuration;
  }

  /** Lists can have null elements, unlike in the older structure, which is the default. */
  static ParquetConfiguration writeConfiguration() {
    var configuration = new PlainParquetConfiguration();
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    return configuration;
  }

  /**
   * The same record, but with text for PostgreSQL's numeric: in Parquet its encoding in Avro would
   * look like a decimal, which it is not.
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

  /**
   * The type that the values of a column are read with. It has the {@link ParquetAnnotations},
   * which {@link dev.lintel.convert.AvroToValue} understands.
   *
   * @param fixedName the name of Avro's fixed type, if it is one
   */
  static Schema ofColumn(PrimitiveType type, Supplier<String> fixedName) {
    boolean isFixed = type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    PrimitiveType named =
        Types.required(type.getPrimitiveTypeName())
            .length(type.getTypeLength())
            .as(type.getLogicalTypeAnnotation())
            .named(isFixed ? fixedName.get() : "value");
    Schema record =
        new AvroSchemaConverter(configuration()).convert(new MessageType("column", named));
    return ParquetAnnotations.annotated(record.getFields().get(0).schema(), type);
  }
}
