package dev.lintel.pipeline.records;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroFieldType;
import dev.lintel.convert.AvroFields;
import dev.lintel.convert.AvroStrings;
import dev.lintel.convert.AvroToJson;
import dev.lintel.convert.AvroToValue;
import dev.lintel.convert.AvroTypes;
import dev.lintel.convert.ConversionException;
import dev.lintel.convert.StrictJson;
import dev.lintel.convert.TextFormat;
import dev.lintel.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The fields of the records of an Avro or Parquet file. */
public final class AvroRecordFields implements RecordFields<GenericRecord> {
  private final Schema schema;
  private final TextFormat strings;
  private final ImmutableList<String> names;

  /** Fields of records of a schema, with {@link TextFormat#defaults}. */
  public AvroRecordFields(Schema schema) {
    this(schema, TextFormat.defaults());
  }

  /**
   * Fields of records of a schema.
   *
   * @param strings how strings write dates and timestamps
   */
  public AvroRecordFields(Schema schema, TextFormat strings) {
    this.schema = schema;
    this.strings = strings;
    this.names = ImmutableList.copyOf(AvroFields.columnNames(schema, List.of()));
  }

  @Override
  public ImmutableList<String> names() {
    return names;
  }

  /** A field without a type of Spanner, such as a record in a record, is {@link AvroToJson}. */
  @Override
  public Type typeOf(String name) {
    return AvroTypes.typeOf(field(name).schema()).orElse(Type.json());
  }

  @Override
  public Function<GenericRecord, Value> reader(String field, Column column) {
    List<Integer> path = new ArrayList<>();
    Schema end = follow(field, path);
    AvroToValue conversion;
    try {
      conversion = AvroToValue.forColumn(end, column, strings);
    } catch (IllegalArgumentException e) {
      AvroFieldType type = AvroFieldType.of(end);
      throw new IllegalArgumentException(
          "field %s is of the type %s, which cannot be converted to %s; %s"
              .formatted(field, type.describe(), column.getTypeName(), type.remedy(column)),
          e);
    }
    return record -> conversion.convert(at(record, path));
  }

  @Override
  public Function<GenericRecord, Value> reader(String name) {
    Schema.Field field = field(name);
    if (AvroTypes.typeOf(field.schema()).isPresent()) {
      return RecordFields.super.reader(name);
    }
    AvroToJson conversion = AvroToJson.of(field.schema());
    return record -> {
      Object datum = record.get(field.pos());
      if (!AvroStrings.areUtf8(datum)) {
        throw ConversionException.ofRow("field %s: not valid UTF-8".formatted(name));
      }
      return Value.json(datum == null ? null : StrictJson.write(conversion.convert(datum)));
    };
  }

  /**
   * The record in the form in which a rejected record is kept. Bytes of its strings that are not
   * UTF-8 are {@link dev.lintel.convert.SurrogateEscape}.
   */
  public ObjectNode toJson(GenericRecord record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      try {
        json.set(name, FieldJson.of(reader(name).apply(record)));
      } catch (ConversionException | IllegalArgumentException e) {
        // The value may be the reason for the rejection, or not be of the type that its schema has.
        Schema.Field field = field(name);
        json.set(name, AvroToJson.of(field.schema()).convert(record.get(field.pos())));
      }
    }
    return json;
  }

  private Schema.Field field(String name) {
    return schema.getFields().get(names.indexOf(name));
  }

  /** Adds the positions that lead to a field; returns its schema. */
  private Schema follow(String field, List<Integer> path) {
    if (names.contains(field)) {
      // A dot that is part of a name does not make it a path.
      path.add(names.indexOf(field));
      return field(field).schema();
    }
    Schema end = schema;
    for (String name : Splitter.on('.').split(field)) {
      Schema.Field next = path.isEmpty() ? topLevel(name) : within(end, name);
      if (next == null) {
        throw RecordFields.unknown(field, names);
      }
      path.add(next.pos());
      end = next.schema();
    }
    return end;
  }

  private Schema.@Nullable Field topLevel(String name) {
    return names.contains(name) ? field(name) : null;
  }

  private static Schema.@Nullable Field within(Schema schema, String name) {
    Schema record = notNull(schema);
    return record.getType() == Schema.Type.RECORD
        ? record.getFields().stream()
            .filter(field -> AvroFields.nameOf(field).equals(name))
            .findFirst()
            .orElse(null)
        : null;
  }

  private static Schema notNull(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    List<Schema> branches =
        schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    return branches.size() == 1 ? branches.get(0) : schema;
  }

  private static @Nullable Object at(GenericRecord record, List<Integer> path) {
    Object datum = record;
    for (int position : path) {
      datum = datum == null ? null : ((GenericRecord) datum).get(position);
    }
    return datum;
  }
}
