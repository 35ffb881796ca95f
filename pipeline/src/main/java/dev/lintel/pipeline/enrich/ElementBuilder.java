package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableSet;
import dev.lintel.pipeline.files.RawText;
import dev.lintel.pipeline.formats.RecordEncoder;
import dev.lintel.pipeline.records.RecordFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts records to the elements that {@link EnrichPlan} describes. Not thread-safe.
 *
 * @param <R> a record
 */
final class ElementBuilder<R> {
  private final List<String> names = new ArrayList<>();
  private final List<Function<R, Value>> keys = new ArrayList<>();
  private final RecordEncoder<R> encoder;

  private ElementBuilder(EnrichPlan plan, RecordFields<R> fields) {
    for (EnrichPlan.KeyField key : plan.keyFields()) {
      names.add(key.field());
      keys.add(fields.reader(key.field(), key.column()));
    }
    plan.form().columns().forEach(column -> names.add(column.getName()));
    this.encoder =
        plan.form()
            .encoder(
                fields,
                plan.addedColumns().stream()
                    .map(Type.StructField::getName)
                    .collect(ImmutableSet.toImmutableSet()));
  }

  /** Converts records with these fields. */
  static <R> ElementBuilder<R> of(EnrichPlan plan, RecordFields<R> fields) {
    return new ElementBuilder<>(plan, fields);
  }

  /**
   * The element of a record, to which nothing has been added yet.
   *
   * @param raw the record's text, if it has one
   * @throws dev.lintel.convert.ConversionException if it has a value that cannot be used
   */
  Struct build(R record, Optional<RawText> raw) {
    List<Value> values = new ArrayList<>();
    keys.forEach(key -> values.add(key.apply(record)));
    values.addAll(encoder.encode(record, raw));
    Struct.Builder element = Struct.newBuilder();
    for (int i = 0; i < values.size(); i++) {
      element.set(names.get(i)).to(values.get(i));
    }
    return element.build();
  }
}
