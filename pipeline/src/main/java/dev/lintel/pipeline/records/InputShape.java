package dev.lintel.pipeline.records;

import com.google.cloud.spanner.Type;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.TextFormat;
import dev.lintel.pipeline.files.CsvLayout;
import dev.lintel.pipeline.files.RecordFormat;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** What the records of an input look like, in a form that travels to the workers. */
public sealed interface InputShape extends Serializable {

  RecordFields<?> fields();

  /**
   * The same shape, reduced to what reading these fields takes.
   *
   * @param keyFields the names of the fields that keys are made of
   */
  default InputShape forKeys(List<String> keyFields) {
    return this;
  }

  /** What its files are; empty for a query. */
  Optional<RecordFormat> format();

  /**
   * CSV files.
   *
   * @param names the fields, in the order in which they are written
   * @param declared types of some of them
   */
  record Csv(
      CsvLayout layout,
      TextFormat text,
      ImmutableList<String> names,
      ImmutableMap<String, Type> declared)
      implements InputShape {

    @Override
    public CsvFields fields() {
      return fields(names);
    }

    /** The same fields in the order of one file. */
    public CsvFields fields(ImmutableList<String> ofFile) {
      return new CsvFields(ofFile, declared, text);
    }

    @Override
    public Optional<RecordFormat> format() {
      return Optional.of(RecordFormat.CSV);
    }
  }

  /** Files of JSON objects. */
  record Json(JsonFields fields) implements InputShape {
    @Override
    public InputShape forKeys(List<String> keyFields) {
      return new Json(fields.only(keyFields));
    }

    @Override
    public Optional<RecordFormat> format() {
      return Optional.of(RecordFormat.JSONL);
    }
  }

  /**
   * Avro or Parquet files, all of one schema.
   *
   * @param schemaText the schema; Avro's own class does not travel well
   */
  record Avro(RecordFormat recordFormat, String schemaText) implements InputShape {
    public Schema schema() {
      // As leniently as the file itself was read.
      return new Schema.Parser().setValidate(false).setValidateDefaults(false).parse(schemaText);
    }

    @Override
    public AvroRecordFields fields() {
      return new AvroRecordFields(schema());
    }

    @Override
    public Optional<RecordFormat> format() {
      return Optional.of(recordFormat);
    }
  }

  /** The rows of a query. */
  record Query(ImmutableList<Type.StructField> columns) implements InputShape {
    @Override
    public QueryFields fields() {
      return new QueryFields(columns);
    }

    @Override
    public Optional<RecordFormat> format() {
      return Optional.empty();
    }
  }
}
