package dev.lintel.pipeline.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.formats.ElementWriter;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.formats.RecordDecoder;
import dev.lintel.pipeline.formats.RecordForm;
import dev.lintel.pipeline.records.FieldJson;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.schema.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Everything that enriching needs to know, checked against the database and the input.
 *
 * <p>A record travels as a Struct, its element: first the values that lookups use as keys, then the
 * columns of the record in its form, then the fields that its folders give it, then the columns
 * that have been added so far.
 *
 * @param shape what the records look like
 * @param queryOrNull the query whose rows are the records; null for files
 * @param keyFields the fields of the input that keys consist of
 * @param form in which form a record travels
 * @param lookups in the order in which they are made
 * @param format what is written
 * @param partitions the fields that only the folders of the files give to the records
 */
record EnrichPlan(
    InputShape shape,
    @Nullable String queryOrNull,
    ImmutableList<KeyField> keyFields,
    RecordForm form,
    ImmutableList<PlannedLookup> lookups,
    Format format,
    ImmutableList<Type.StructField> partitions)
    implements Serializable {

  EnrichPlan(
      InputShape shape,
      @Nullable String queryOrNull,
      ImmutableList<KeyField> keyFields,
      RecordForm form,
      ImmutableList<PlannedLookup> lookups,
      Format format) {
    this(shape, queryOrNull, keyFields, form, lookups, format, ImmutableList.of());
  }

  /** The name of the records in the figures of a run. */
  static final String RECORDS = "records";

  /**
   * A field of the input that is part of a key.
   *
   * @param field its name or path
   * @param column of the type that the key has
   */
  record KeyField(String field, Column column) implements Serializable {}

  /** The same plan with these lookups. */
  EnrichPlan withLookups(ImmutableList<PlannedLookup> others) {
    return new EnrichPlan(shape, queryOrNull, keyFields, form, others, format, partitions);
  }

  /** The columns that are added to a record: by its folders and by the lookups. */
  ImmutableList<Type.StructField> addedColumns() {
    return ImmutableList.<Type.StructField>builder()
        .addAll(partitions)
        .addAll(columnsOf(lookups))
        .build();
  }

  private static ImmutableList<Type.StructField> columnsOf(List<PlannedLookup> lookups) {
    return lookups.stream()
        .flatMap(lookup -> lookup.added().stream())
        .map(added -> Type.StructField.of(added.field(), added.type()))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The type of the elements.
   *
   * @param done how many of the lookups have been made
   */
  Type elementType(int done) {
    ImmutableList.Builder<Type.StructField> columns = ImmutableList.builder();
    keyFields.forEach(key -> columns.add(Type.StructField.of(key.field(), key.column().getType())));
    columns.addAll(form.columns());
    columns.addAll(partitions);
    columns.addAll(columnsOf(lookups.subList(0, done)));
    return Type.struct(columns.build());
  }

  /** The position of the record's first column in an element. */
  private int firstOfRecord() {
    return keyFields.size();
  }

  /** Decodes the records of elements, with the fields that their folders give them. */
  RecordDecoder decoder() {
    RecordDecoder records = form.decoder(firstOfRecord());
    int first = firstOfRecord() + form.columns().size();
    return element -> {
      ObjectNode record = records.toJson(element);
      for (int i = 0; i < partitions.size(); i++) {
        record.set(partitions.get(i).getName(), FieldJson.of(element.getValue(first + i)));
      }
      return record;
    };
  }

  /**
   * Writes elements that have been through all lookups.
   *
   * @param out closed with the writer, and left to the caller if this fails
   */
  ElementWriter open(OutputStream out) throws IOException {
    return form.open(firstOfRecord(), addedColumns(), out);
  }
}
