package dev.lintel.pipeline.files.avro;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;

/**
 * A group of fields, which becomes a record.
 *
 * @param fields in the order of the file and of the schema
 */
record ParquetRecord(Schema schema, ImmutableList<Field> fields) implements ParquetDatum {

  /**
   * A field of the record.
   *
   * @param isRepeated whether the file repeats it without a list around it: its values are an array
   */
  record Field(ParquetDatum datum, boolean isRepeated) {}

  @Override
  public RecordConverter newConverter(Consumer<Object> target) {
    return new RecordConverter(this, target);
  }

  /** Makes a new record for each group of values. */
  static final class RecordConverter extends GroupConverter {
    private final ParquetRecord node;
    private final Consumer<Object> target;
    private final Converter[] converters;
    private GenericData.Record record;

    private RecordConverter(ParquetRecord node, Consumer<Object> target) {
      this.node = node;
      this.target = target;
      this.record = new GenericData.Record(node.schema());
      this.converters = new Converter[node.fields().size()];
      for (int i = 0; i < converters.length; i++) {
        int position = i;
        Field field = node.fields().get(i);
        converters[i] =
            field
                .datum()
                .newConverter(
                    field.isRepeated()
                        ? datum -> elements(position).add(datum)
                        : datum -> record.put(position, datum));
      }
    }

    @SuppressWarnings("unchecked")
    private List<Object> elements(int position) {
      return (List<Object>) record.get(position);
    }

    @Override
    public Converter getConverter(int position) {
      return converters[position];
    }

    @Override
    public void start() {
      record = new GenericData.Record(node.schema());
      for (int i = 0; i < converters.length; i++) {
        if (node.fields().get(i).isRepeated()) {
          record.put(i, new ArrayList<>());
        }
      }
    }

    @Override
    public void end() {
      target.accept(record);
    }
  }
}
