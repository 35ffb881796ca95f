package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Key;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import dev.lintel.coders.KeyCoder;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/** Counts the rows that the database has deleted together with those that they belong to. */
final class CascadeCounts {
  private CascadeCounts() {}

  /**
   * Adds steps that count such rows as deleted if the row that they belong to was deleted, and as
   * changed otherwise.
   *
   * @param owner the table of the rows that they belong to
   * @param tables those whose rows are counted
   * @param deleted the keys of the deleted rows of the owner
   */
  static void count(
      PurgePlan plan,
      int owner,
      ImmutableList<Integer> tables,
      PCollection<Key> deleted,
      PCollection<FoundRow> cascaded) {
    String name = plan.related().name(owner);
    int size = plan.related().table(owner).getPrimaryKey().size();
    var ofOwner = new TupleTag<Key>();
    var ofOthers = new TupleTag<FoundRow>();
    KeyedPCollectionTuple.of(
            ofOwner, deleted.apply("Deleted " + name, KeyShards.byShard(key -> key, KeyCoder.of())))
        .and(
            ofOthers,
            cascaded
                .apply("Rows deleted with " + name, Filter.by(row -> tables.contains(row.table())))
                .apply(
                    "Rows by key of " + name,
                    KeyShards.byShard(row -> prefix(row.key(), size), new FoundRow.Coder())))
        .apply("Join rows deleted with " + name, CoGroupByKey.create())
        .apply(
            "Count rows deleted with " + name,
            ParDo.of(new CountFn(plan, size, ofOwner, ofOthers)));
  }

  private static Key prefix(Key key, int size) {
    Key.Builder prefix = Key.newBuilder();
    Iterables.limit(key.getParts(), size).forEach(prefix::appendObject);
    return prefix.build();
  }

  /** (A DoFn has another {@code Key}, an annotation.) */
  private static final class CountFn extends DoFn<KV<Integer, CoGbkResult>, Void> {
    private final PurgePlan plan;
    private final int size;
    private final TupleTag<com.google.cloud.spanner.Key> ofOwner;
    private final TupleTag<FoundRow> ofOthers;
    private final TableMetrics counts = TableMetrics.create();

    CountFn(
        PurgePlan plan,
        int size,
        TupleTag<com.google.cloud.spanner.Key> ofOwner,
        TupleTag<FoundRow> ofOthers) {
      this.plan = plan;
      this.size = size;
      this.ofOwner = ofOwner;
      this.ofOthers = ofOthers;
    }

    @ProcessElement
    public void process(@Element KV<Integer, CoGbkResult> rows) {
      Set<com.google.cloud.spanner.Key> deleted = Sets.newHashSet(rows.getValue().getAll(ofOwner));
      for (FoundRow row : rows.getValue().getAll(ofOthers)) {
        counts.increment(
            deleted.contains(prefix(row.key(), size)) ? TableFigure.DELETED : TableFigure.CHANGED,
            plan.related().name(row.table()));
      }
    }
  }
}
