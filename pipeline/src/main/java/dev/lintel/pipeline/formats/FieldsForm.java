package dev.lintel.pipeline.formats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.AvroRecords;
import dev.lintel.convert.AvroTypes.Timestamps;
import dev.lintel.pipeline.files.RowWriter;
import dev.lintel.pipeline.records.FieldJson;
import dev.lintel.pipeline.records.InputShape;
import dev.lintel.pipeline.records.RecordFields;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/**
 * Field by field, each in its own type: the form of any input for any output.
 *
 * @param output what the records are written in
 */
record FieldsForm(ImmutableList<Type.StructField> columns, Format output) implements RecordForm {

  static FieldsForm of(InputShape input, Format output) {
    RecordFields<?> fields = input.fields();
    return new FieldsForm(
        fields.names().stream()
            .map(name -> Type.StructField.of(name, fields.typeOf(name)))
            .collect(ImmutableList.toImmutableList()),
        output);
  }

  @Override
  public boolean isFieldByField() {
    return true;
  }

  @Override
  public <R> RecordEncoder<R> encoder(RecordFields<R> fields, ImmutableSet<String> added) {
    List<Function<R, Value>> readers =
        columns.stream().map(column -> fields.reader(column.getName())).toList();
    return (record, raw) -> {
      fields.requireKnown(record);
      return readers.stream().map(reader -> reader.apply(record)).toList();
    };
  }

  @Override
  public RecordDecoder decoder(int first) {
    return element -> {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      for (int i = 0; i < columns.size(); i++) {
        json.set(columns.get(i).getName(), FieldJson.of(element.getValue(first + i)));
      }
      return json;
    };
  }

  @Override
  public ElementWriter open(int first, ImmutableList<Type.StructField> added, OutputStream out)
      throws IOException {
    ImmutableList<Type.StructField> all =
        ImmutableList.<Type.StructField>builder().addAll(columns).addAll(added).build();
    RowWriter rows =
        output.openRows(all, AvroRecords.schema("enriched", all, Timestamps.STRING), out);
    return new ElementWriter() {
      @Override
      public void write(Struct element) throws IOException {
        Struct.Builder row = Struct.newBuilder();
        for (int i = 0; i < all.size(); i++) {
          row.set(all.get(i).getName()).to(element.getValue(first + i));
        }
        rows.write(row.build());
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }
}
