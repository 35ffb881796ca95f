package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Key;
import dev.lintel.coders.KeyCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Takes each row once; one that is to be deleted for any reason is not in the way. */
final class TakeRowsOnce extends PTransform<PCollection<FoundRow>, PCollection<FoundRow>> {
  private static final TypeDescriptor<KV<KV<Integer, Key>, Boolean>> BY_KEY =
      new TypeDescriptor<>() {};

  /** True if all are. */
  private static final class All implements SerializableFunction<Iterable<Boolean>, Boolean> {
    @Override
    public Boolean apply(Iterable<Boolean> values) {
      boolean all = true;
      for (boolean value : values) {
        all &= value;
      }
      return all;
    }
  }

  @Override
  public PCollection<FoundRow> expand(PCollection<FoundRow> rows) {
    return rows.apply(
            "Key",
            MapElements.into(BY_KEY)
                .via(row -> KV.of(KV.of(row.table(), row.key()), row.isInTheWay())))
        .setCoder(KvCoder.of(KvCoder.of(VarIntCoder.of(), KeyCoder.of()), BooleanCoder.of()))
        .apply("Combine", Combine.perKey(new All()))
        .apply(
            "Rows",
            MapElements.into(TypeDescriptor.of(FoundRow.class))
                .via(
                    row ->
                        new FoundRow(
                            row.getKey().getKey(), row.getValue(), row.getKey().getValue())))
        .setCoder(new FoundRow.Coder());
  }
}
