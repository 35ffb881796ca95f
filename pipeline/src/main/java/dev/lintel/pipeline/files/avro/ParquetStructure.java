package dev.lintel.pipeline.files.avro;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.lintel.convert.AvroAnnotations;
import dev.lintel.convert.AvroFields;
import dev.lintel.convert.AvroNames;
import dev.lintel.convert.AvroTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Finds out what the groups of a Parquet schema are: records, lists of all forms that Parquet's
 * specification names in its rules of backward compatibility, or maps. A field whose name is
 * illegal in Avro gets a legal one, and its property {@link AvroFields#COLUMN_NAME} holds the name
 * in the file.
 */
final class ParquetStructure {
  private final LegacyCalendar calendar;
  private final ParquetNulls nulls;

  /** The names of Avro's records and fixed types, which have to differ within a schema. */
  private final Set<String> taken = new HashSet<>(Set.of("INT96"));

  private ParquetStructure(LegacyCalendar calendar, ParquetNulls nulls) {
    this.calendar = calendar;
    this.nulls = nulls;
  }

  /**
   * The records of a file.
   *
   * @param calendar the calendar that the dates of the file were written in
   * @param nulls the columns of the schema that have no type
   * @throws IllegalArgumentException if they cannot be read; says why
   */
  static ParquetRecord of(MessageType file, LegacyCalendar calendar, ParquetNulls nulls) {
    return new ParquetStructure(calendar, nulls).record(file, file.getName());
  }

  private ParquetDatum datum(Type type, String name) {
    if (type.isPrimitive()) {
      Schema schema = ParquetSchema.ofColumn(type.asPrimitiveType(), () -> unique(name));
      if (nulls.contains(type.asPrimitiveType())) {
        schema.addProp(AvroAnnotations.PARQUET_ANNOTATION, AvroAnnotations.PARQUET_UNKNOWN);
        return ParquetScalar.ofNulls(schema);
      }
      return ParquetScalar.of(
          schema, type.asPrimitiveType(), calendar.correctionOf(type.asPrimitiveType()));
    }
    GroupType group = type.asGroupType();
    LogicalTypeAnnotation annotation = group.getLogicalTypeAnnotation();
    if (annotation instanceof ListLogicalTypeAnnotation) {
      return list(group, name);
    }
    return annotation instanceof MapLogicalTypeAnnotation
            || annotation instanceof MapKeyValueTypeAnnotation
        ? map(group, name)
        : record(group, name);
  }

  private ParquetRecord record(GroupType group, String name) {
    // Before its fields, so that the record around others has the name without a number.
    String recordName = unique(name);
    List<String> names = group.getFields().stream().map(Type::getName).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "two fields of %s have the same name".formatted(group.getName()));
    }
    Map<String, String> avroNames = AvroNames.of(names);
    ImmutableList.Builder<ParquetRecord.Field> fields = ImmutableList.builder();
    List<Schema.Field> avroFields = new ArrayList<>();
    for (Type type : group.getFields()) {
      String fieldName = avroNames.get(type.getName());
      ParquetDatum datum = datum(type, fieldName);
      boolean isRepeated = type.isRepetition(Repetition.REPEATED);
      fields.add(new ParquetRecord.Field(datum, isRepeated));
      Schema.Field field = field(fieldName, datum.schema(), type.getRepetition());
      if (!fieldName.equals(type.getName())) {
        field.addProp(AvroFields.COLUMN_NAME, type.getName());
      }
      avroFields.add(field);
    }
    return new ParquetRecord(
        Schema.createRecord(recordName, null, null, false, avroFields), fields.build());
  }

  private static Schema.Field field(String name, Schema schema, Repetition repetition) {
    return switch (repetition) {
      case REQUIRED -> new Schema.Field(name, schema, null, null);
      case OPTIONAL ->
          new Schema.Field(name, AvroTypes.nullable(schema), null, JsonProperties.NULL_VALUE);
      case REPEATED -> new Schema.Field(name, Schema.createArray(schema), null, List.of());
    };
  }

  private ParquetDatum list(GroupType group, String name) {
    Type repeated = onlyRepeated(group, "list");
    if (isElement(repeated, group)) {
      ParquetDatum element = datum(repeated, name);
      return new ParquetList(
          Schema.createArray(element.schema()), element, ParquetList.Form.ELEMENTS);
    }
    Type type = repeated.asGroupType().getType(0);
    ParquetDatum element = datum(type, name);
    return new ParquetList(
        Schema.createArray(orNull(element, type)), element, ParquetList.Form.GROUPS_OF_ONE);
  }

  /**
   * Whether what a list repeats are its elements, as in files of older writers. Otherwise it is a
   * group with the element as its only field, which may be null.
   */
  private static boolean isElement(Type repeated, GroupType list) {
    if (repeated.isPrimitive()) {
      return true;
    }
    GroupType group = repeated.asGroupType();
    return group.getFieldCount() > 1
        || group.getType(0).isRepetition(Repetition.REPEATED)
        || group.getLogicalTypeAnnotation() != null
        || group.getName().equals("array")
        || group.getName().equals(list.getName() + "_tuple");
  }

  /** A map whose keys are not text, or that has no values, is an array of its entries. */
  private ParquetDatum map(GroupType group, String name) {
    Type repeated = onlyRepeated(group, "map");
    if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() > 2) {
      throw new IllegalArgumentException(
          "the map %s has no group of a key and a value".formatted(group.getName()));
    }
    GroupType entry = repeated.asGroupType();
    ParquetDatum keys = datum(entry.getType(0), name);
    boolean isMap =
        keys.schema().getType() == Schema.Type.STRING
            && entry.getFieldCount() == 2
            && !entry.getType(1).isRepetition(Repetition.REPEATED);
    if (!isMap) {
      ParquetRecord entries = record(entry, name);
      return new ParquetList(
          Schema.createArray(entries.schema()), entries, ParquetList.Form.ELEMENTS);
    }
    ParquetDatum value = datum(entry.getType(1), name);
    return new ParquetMap(Schema.createMap(orNull(value, entry.getType(1))), keys, value);
  }

  private static Type onlyRepeated(GroupType group, String what) {
    if (group.getFieldCount() != 1 || !group.getType(0).isRepetition(Repetition.REPEATED)) {
      throw new IllegalArgumentException(
          "the %s %s does not consist of one repeated field".formatted(what, group.getName()));
    }
    return group.getType(0);
  }

  private static Schema orNull(ParquetDatum datum, Type type) {
    return type.isRepetition(Repetition.OPTIONAL)
        ? AvroTypes.nullable(datum.schema())
        : datum.schema();
  }

  private String unique(String name) {
    String legal =
        Splitter.on('.')
            .splitToStream(name)
            .map(part -> AvroNames.of(List.of(part)).get(part))
            .collect(Collectors.joining("."));
    String unique = legal;
    for (int number = 2; !taken.add(unique); number++) {
      unique = legal + "_" + number;
    }
    return unique;
  }
}
