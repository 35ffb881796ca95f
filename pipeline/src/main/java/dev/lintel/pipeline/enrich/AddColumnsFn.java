package dev.lintel.pipeline.enrich;

import com.google.cloud.spanner.Struct;
import com.google.cloud.spanner.Type;
import com.google.cloud.spanner.Value;
import dev.lintel.convert.NullValues;
import dev.lintel.transforms.LookedUp;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Adds the columns of the rows that a lookup found to a record. As in a left join of SQL, a record
 * with several rows is output once for each of them, and a record without rows once, with nulls. If
 * the lookup adds no columns, each record is output once.
 */
final class AddColumnsFn extends DoFn<LookedUp<Struct>, Struct> {
  private final PlannedLookup lookup;

  AddColumnsFn(PlannedLookup lookup) {
    this.lookup = lookup;
  }

  @ProcessElement
  public void process(@Element LookedUp<Struct> found, OutputReceiver<Struct> out) {
    List<Struct> rows = found.getRows();
    if (rows.isEmpty() || lookup.added().isEmpty()) {
      out.output(with(found.getElement(), null));
      return;
    }
    rows.forEach(row -> out.output(with(found.getElement(), row)));
  }

  private Struct with(Struct element, @Nullable Struct row) {
    Struct.Builder more = Struct.newBuilder();
    List<Type.StructField> columns = element.getType().getStructFields();
    for (int i = 0; i < columns.size(); i++) {
      more.set(columns.get(i).getName()).to(element.getValue(i));
    }
    for (PlannedLookup.Added added : lookup.added()) {
      Value value = row == null ? NullValues.of(added.type()) : row.getValue(added.column());
      more.set(added.field()).to(value);
    }
    return more.build();
  }
}
