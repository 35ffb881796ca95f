package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.files.RecordFormat;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.RecordFields;
import dev.lintel.schema.Column;
import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Everything that enriching needs to know, checked against the database and the input.
 *
 * <p>A record travels as a Struct: first the values that lookups go by, then the record as it is
 * kept, then what has been added so far.
 *
 * @param shape what the records look like
 * @param queryOrNull what is asked of the database; null for files
 * @param keyFields the fields of the input that lookups go by
 * @param kept how a record is kept
 * @param lookups in the order in which they are made
 * @param format what is written
 */
record EnrichPlan(
    InputShape shape,
    @Nullable String queryOrNull,
    ImmutableList<KeyField> keyFields,
    RecordForm kept,
    ImmutableList<PlannedLookup> lookups,
    RecordFormat format)
    implements Serializable {

  /** What the figures of a run call its records. */
  static final String RECORDS = "records";

  /**
   * A field of the input that a lookup goes by.
   *
   * @param field its name or path
   * @param column of the type that the key has
   */
  record KeyField(String field, Column column) implements Serializable {}

  /** The same with these lookups. */
  EnrichPlan withLookups(ImmutableList<PlannedLookup> others) {
    return new EnrichPlan(shape, queryOrNull, keyFields, kept, others, format);
  }

  /** The columns of the record as it is kept. */
  ImmutableList<Type.StructField> keptColumns() {
    RecordFields<?> fields = shape.fields();
    return switch (kept) {
      case FIELDS ->
          fields.names().stream()
              .map(name -> Type.StructField.of(name, fields.typeOf(name)))
              .collect(ImmutableList.toImmutableList());
      case TEXT -> ImmutableList.of(Type.StructField.of("record", Type.string()));
      case RECORD -> ImmutableList.of(Type.StructField.of("record", Type.bytes()));
    };
  }

  /** The columns that the lookups add. */
  ImmutableList<Type.StructField> addedColumns() {
    return lookups.stream()
        .flatMap(lookup -> lookup.added().stream())
        .map(added -> Type.StructField.of(added.field(), added.type()))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The type of the Structs that travel.
   *
   * @param done how many of the lookups have been made
   */
  Type elementType(int done) {
    ImmutableList.Builder<Type.StructField> columns = ImmutableList.builder();
    keyFields.forEach(key -> columns.add(Type.StructField.of(key.field(), key.column().getType())));
    columns.addAll(keptColumns());
    lookups.stream()
        .limit(done)
        .flatMap(lookup -> lookup.added().stream())
        .forEach(added -> columns.add(Type.StructField.of(added.field(), added.type())));
    return Type.struct(columns.build());
  }

  /** Where the columns of the record begin. */
  int firstKept() {
    return keyFields.size();
  }

  /** Where those begin that the lookups add. */
  int firstAdded() {
    return firstKept() + keptColumns().size();
  }
}
