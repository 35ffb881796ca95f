package dev.lintel.pipeline.purge;

import java.util.HashSet;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Takes each row once; one that is to be deleted for any reason is not in the way. */
final class TakeRowsOnce extends PTransform<PCollection<FoundRow>, PCollection<FoundRow>> {
  private static final long serialVersionUID = 1;

  @Override
  public PCollection<FoundRow> expand(PCollection<FoundRow> rows) {
    return rows.apply("By shard", KeyShards.byShard(FoundRow::key, new FoundRow.Coder()))
        .apply("Group", GroupByKey.create())
        .apply("Take once", ParDo.of(new TakeFn()))
        .setCoder(new FoundRow.Coder());
  }

  private static final class TakeFn extends DoFn<KV<Integer, Iterable<FoundRow>>, FoundRow> {
    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<FoundRow>> rows, OutputReceiver<FoundRow> out) {
      Set<FoundRow> deleted = new HashSet<>();
      Set<FoundRow> inTheWay = new HashSet<>();
      for (FoundRow row : rows.getValue()) {
        (row.isInTheWay() ? inTheWay : deleted).add(row);
      }
      inTheWay.removeIf(
          row -> deleted.contains(new FoundRow(row.table(), /* isInTheWay= */ false, row.key())));
      deleted.forEach(out::output);
      inTheWay.forEach(out::output);
    }
  }
}
