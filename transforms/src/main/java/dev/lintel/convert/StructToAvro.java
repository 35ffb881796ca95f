package dev.lintel.convert;

import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import com.google.common.primitives.Ints;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Converts rows of one result to Avro records, without loss unless the schema has the timestamps in
 * microseconds of {@link AvroTypes}. Serializable and thread-safe.
 */
public final class StructToAvro implements Serializable {
  private final String schemaText;
  private final List<Type.StructField> columns;

  private final transient Schema schema;
  private final transient int[] positions;
  private final transient ValueToAvro[] conversions;

  private StructToAvro(
      Schema schema, List<Type.StructField> columns, int[] positions, ValueToAvro[] conversions) {
    this.schemaText = schema.toString();
    this.columns = List.copyOf(columns);
    this.schema = schema;
    this.positions = positions;
    this.conversions = conversions;
  }

  /**
   * Returns a conversion of rows of these columns. {@link AvroFields} finds the column of a field;
   * a field of Avro's type null, which stands for a generated column, needs no column.
   *
   * @throws IllegalArgumentException if a column has no field or a field no column, or values of a
   *     column are not written in its field's type
   */
  public static StructToAvro of(Schema schema, List<Type.StructField> columns) {
    List<String> names = columns.stream().map(Type.StructField::getName).toList();
    List<String> fieldColumns = AvroFields.columnNames(schema, names);
    Set<String> missing = new LinkedHashSet<>();
    for (Schema.Field field : schema.getFields()) {
      if (field.schema().getType() != Schema.Type.NULL) {
        missing.add(fieldColumns.get(field.pos()));
      }
    }
    missing.removeAll(names);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "No column for the Avro fields of " + String.join(", ", missing));
    }
    var positions = new int[columns.size()];
    var conversions = new ValueToAvro[columns.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = fieldColumns.indexOf(names.get(i));
      if (positions[i] < 0) {
        throw new IllegalArgumentException("No Avro field for the column " + names.get(i));
      }
      Schema field = schema.getFields().get(positions[i]).schema();
      conversions[i] = ValueToAvro.of(columns.get(i).getType(), field);
    }
    return new StructToAvro(schema, columns, positions, conversions);
  }

  /** Returns the schema of every record. */
  public Schema getSchema() {
    return schema;
  }

  /**
   * Converts a row to a new record.
   *
   * @throws ConversionException as {@link #convert(StructReader, GenericData.Record)}
   */
  public GenericRecord convert(StructReader row) {
    var record = new GenericData.Record(schema);
    convert(row, record);
    return record;
  }

  /**
   * Fills a record of the same schema with a row.
   *
   * @throws ConversionException if a type of {@link LogicalAvroTypes} cannot hold a value; does not
   *     quote it
   */
  public void convert(StructReader row, GenericData.Record record) {
    for (int i = 0; i < positions.length; i++) {
      try {
        record.put(positions[i], conversions[i].convert(row.getValue(i)));
      } catch (Unconvertible e) {
        throw failure(columns.get(i), e);
      }
    }
  }

  static ConversionException failure(Type.StructField column, Unconvertible e) {
    return new ConversionException(column.getName(), column.getType().toString(), e.reason(), null);
  }

  /** Returns the position of the column whose values a field has, which is not of type null. */
  int columnOf(Schema.Field field) {
    return Ints.indexOf(positions, field.pos());
  }

  /** Returns the conversion of the values of a column. */
  ValueToAvro conversionOf(int column) {
    return conversions[column];
  }

  private Object readResolve() {
    return of(new Schema.Parser().parse(schemaText), columns);
  }
}
