package dev.lintel.pipeline.files.avro;

import dev.lintel.convert.AvroTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

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
   * The schema that records of the file are read with. It has the {@link ParquetAnnotations}, which
   * {@link dev.lintel.convert.AvroToValue} understands.
   */
  static Schema toAvro(MessageType parquet) {
    return annotated(new AvroSchemaConverter(configuration()).convert(parquet), parquet);
  }

  private static Schema annotated(Schema schema, Type parquet) {
    return switch (schema.getType()) {
      case UNION ->
          Schema.createUnion(
              schema.getTypes().stream().map(branch -> annotated(branch, parquet)).toList());
      case RECORD -> {
        GroupType group = parquet.asGroupType();
        List<Schema.Field> fields =
            schema.getFields().stream()
                .map(f -> new Schema.Field(f, ofField(f.schema(), group.getType(f.name()))))
                .toList();
        yield Schema.createRecord(
            schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
      }
      case ARRAY -> Schema.createArray(annotated(schema.getElementType(), element(parquet)));
      case MAP ->
          Schema.createMap(
              annotated(
                  schema.getValueType(),
                  parquet.asGroupType().getType(0).asGroupType().getType(1)));
      case NULL -> schema;
      default -> ParquetAnnotations.annotated(schema, parquet.asPrimitiveType());
    };
  }

  /** A repeated field without a group around it is an array, too. */
  private static Schema ofField(Schema schema, Type parquet) {
    boolean bare =
        parquet.isRepetition(Type.Repetition.REPEATED) && schema.getType() == Schema.Type.ARRAY;
    return bare
        ? Schema.createArray(annotated(schema.getElementType(), parquet))
        : annotated(schema, parquet);
  }

  /**
   * The type of a list's elements. They are within a group of their own, except in older files; the
   * rule is that of Parquet's converter.
   */
  private static Type element(Type list) {
    Type repeated = list.asGroupType().getType(0);
    boolean isElement =
        repeated.isPrimitive()
            || repeated.asGroupType().getFieldCount() > 1
            || repeated.asGroupType().getType(0).isRepetition(Type.Repetition.REPEATED)
            || repeated.getName().equals("array")
            || repeated.getName().equals(list.getName() + "_tuple");
    return isElement ? repeated : repeated.asGroupType().getType(0);
  }
}
