package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.lintel.convert.ConversionException;
import dev.lintel.pipeline.files.Partition;
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
  private final List<Function<R, Value>> ofFolders = new ArrayList<>();
  private final List<Repeated<R>> repeated = new ArrayList<>();

  /** A field of the records that a folder gives them, too. */
  private record Repeated<R>(
      Partition partition, Function<R, Value> own, Function<R, Value> ofFolder) {

    void check(R record) {
      if (!own.apply(record).equals(ofFolder.apply(record))) {
        throw ConversionException.ofRow(
            "field %s: the record has another value than the folder %s"
                .formatted(partition.name(), partition.folder()));
      }
    }
  }

  private ElementBuilder(
      EnrichPlan plan, RecordFields<R> own, ImmutableList<Partition> partitions) {
    var fields = new PartitionedFields<>(own, plan.partitions(), partitions);
    for (EnrichPlan.KeyField key : plan.keyFields()) {
      names.add(key.field());
      keys.add(fields.reader(key.field(), key.column()));
    }
    plan.form().columns().forEach(column -> names.add(column.getName()));
    this.encoder =
        plan.form()
            .encoder(
                own,
                plan.addedColumns().stream()
                    .map(Type.StructField::getName)
                    .collect(ImmutableSet.toImmutableSet()));
    for (Type.StructField field : plan.partitions()) {
      names.add(field.getName());
      ofFolders.add(fields.reader(field.getName()));
    }
    for (Partition partition : partitions) {
      if (own.names().contains(partition.name())) {
        repeated.add(
            new Repeated<>(
                partition,
                own.reader(partition.name()),
                PartitionedFields.valueOf(
                    partition,
                    RecordFields.column(partition.name(), own.typeOf(partition.name())))));
      }
    }
  }

  /**
   * Converts records with these fields.
   *
   * @param partitions the partitions that their file is in
   */
  static <R> ElementBuilder<R> of(
      EnrichPlan plan, RecordFields<R> fields, ImmutableList<Partition> partitions) {
    return new ElementBuilder<>(plan, fields, partitions);
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
    repeated.forEach(field -> field.check(record));
    ofFolders.forEach(field -> values.add(field.apply(record)));
    Struct.Builder element = Struct.newBuilder();
    for (int i = 0; i < values.size(); i++) {
      element.set(names.get(i)).to(values.get(i));
    }
    return element.build();
  }
}
