package dev.lintel.pipeline.records;

import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.convert.TextFormat;
import dev.lintel.convert.TextToValue;
import dev.lintel.schema.Column;
import java.util.List;
import java.util.function.Function;

/**
 * Fields of CSV files: text, unless another type is declared.
 *
 * @param names in the order of the file
 * @param declared types of some of them
 */
public record CsvFields(
    ImmutableList<String> names, ImmutableMap<String, Type> declared, TextFormat format)
    implements RecordFields<List<String>> {

  @Override
  public Type typeOf(String name) {
    return declared.getOrDefault(name, Type.string());
  }

  @Override
  public Function<List<String>, Value> reader(String field, Column column) {
    int position = names.indexOf(field);
    if (position < 0) {
      throw RecordFields.unknown(field, names);
    }
    TextToValue conversion = TextToValue.forColumn(column, format);
    return fields -> conversion.convert(fields.get(position));
  }
}
