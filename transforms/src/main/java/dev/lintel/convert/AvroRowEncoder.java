package dev.lintel.convert;

import com.google.cloud.spanner.StructReader;
import com.google.cloud.spanner.Type;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;

/**
 * Encodes rows of one result in Avro's binary form: the same bytes as Avro's generic writer gives
 * for the records of {@link StructToAvro}, without building these records. Thread-safe.
 */
public final class AvroRowEncoder {

  /** Encodes a value that is not null. */
  @FunctionalInterface
  private interface Content {
    void encode(StructReader row, int column, Encoder out) throws IOException;
  }

  /**
   * A field that has a column.
   *
   * @param column the position of the column
   * @param name the column with its type
   * @param nullBranch the position of null in the field's union, and -1 if the field has none
   * @param branch the position of the content in the union
   */
  private record Field(
      int column, Type.StructField name, int nullBranch, int branch, Content content) {

    void encode(StructReader row, Encoder out) throws IOException {
      if (nullBranch >= 0) {
        boolean isNull = row.isNull(column);
        out.writeIndex(isNull ? nullBranch : branch);
        if (isNull) {
          return;
        }
      }
      try {
        content.encode(row, column, out);
      } catch (Unconvertible e) {
        throw StructToAvro.failure(name, e);
      }
    }
  }

  private final Field[] fields;

  private AvroRowEncoder(Field[] fields) {
    this.fields = fields;
  }

  /**
   * Returns an encoder of rows of these columns. As {@link StructToAvro#of}.
   *
   * @throws IllegalArgumentException as {@link StructToAvro#of}
   */
  public static AvroRowEncoder of(Schema schema, List<Type.StructField> columns) {
    StructToAvro conversion = StructToAvro.of(schema, columns);
    return new AvroRowEncoder(
        schema.getFields().stream()
            // Avro's null takes no bytes.
            .filter(field -> field.schema().getType() != Schema.Type.NULL)
            .map(field -> field(field.schema(), columns, conversion.columnOf(field), conversion))
            .toArray(Field[]::new));
  }

  private static Field field(
      Schema schema, List<Type.StructField> columns, int column, StructToAvro conversion) {
    Type.StructField name = columns.get(column);
    ValueToAvro values = conversion.conversionOf(column);
    if (!schema.isUnion()) {
      return new Field(column, name, -1, 0, content(name.getType(), schema, values));
    }
    Schema notNull = ValueToAvro.notNull(schema);
    return new Field(
        column,
        name,
        schema.getTypes().indexOf(Schema.create(Schema.Type.NULL)),
        schema.getTypes().indexOf(notNull),
        content(name.getType(), notNull, values));
  }

  /**
   * Returns the encoding of a type's values.
   *
   * @param values a conversion of these values for that schema
   */
  private static Content content(Type type, Schema schema, ValueToAvro values) {
    boolean isText = schema.getType() == Schema.Type.STRING;
    return switch (type.getCode()) {
      case BOOL -> (row, column, out) -> out.writeBoolean(row.getBoolean(column));
      case INT64, ENUM, PG_OID ->
          (row, column, out) -> out.writeLong(ServerText.int64(row, column));
      case FLOAT32 -> (row, column, out) -> out.writeFloat(row.getFloat(column));
      case FLOAT64 -> (row, column, out) -> out.writeDouble(row.getDouble(column));
      case STRING -> (row, column, out) -> out.writeString(ServerText.string(row, column));
      case JSON -> (row, column, out) -> out.writeString(ServerText.json(row, column));
      case PG_JSONB -> (row, column, out) -> out.writeString(ServerText.pgJsonb(row, column));
      case DATE ->
          isText
              ? (row, column, out) -> out.writeString(ServerText.date(row, column))
              : converted(schema, values);
      case TIMESTAMP ->
          isText
              ? (row, column, out) -> out.writeString(ServerText.timestamp(row, column))
              : converted(schema, values);
      default -> converted(schema, values);
    };
  }

  private static Content converted(Schema schema, ValueToAvro values) {
    var writer = new GenericDatumWriter<Object>(schema);
    return (row, column, out) -> writer.write(values.convert(row.getValue(column)), out);
  }

  /**
   * Encodes a row.
   *
   * @throws ConversionException as {@link StructToAvro#convert(StructReader)}
   * @throws NullPointerException if a value is null whose field is not a union with null; names the
   *     column
   */
  public void encode(StructReader row, Encoder out) throws IOException {
    for (Field field : fields) {
      field.encode(row, out);
    }
  }
}
