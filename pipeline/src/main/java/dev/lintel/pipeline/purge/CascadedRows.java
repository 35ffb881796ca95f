package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.Key;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.lintel.coders.KeyCoder;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Counts the rows that the database has deleted together with those that they belong to. */
final class CascadedRows {
  private static final TypeDescriptor<KV<Key, Integer>> BY_KEY = new TypeDescriptor<>() {};
  private static final KvCoder<Key, Integer> CODER = KvCoder.of(KeyCoder.of(), VarIntCoder.of());

  private CascadedRows() {}

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
    var ofOwner = new TupleTag<Integer>();
    var ofOthers = new TupleTag<Integer>();
    KeyedPCollectionTuple.of(
            ofOwner,
            deleted
                .apply("Deleted " + name, MapElements.into(BY_KEY).via(key -> KV.of(key, owner)))
                .setCoder(CODER))
        .and(
            ofOthers,
            cascaded
                .apply("Rows deleted with " + name, Filter.by(row -> tables.contains(row.table())))
                .apply(
                    "Rows by key of " + name,
                    MapElements.into(BY_KEY)
                        .via(row -> KV.of(prefix(row.key(), size), row.table())))
                .setCoder(CODER))
        .apply("Join rows deleted with " + name, CoGroupByKey.create())
        .apply("Count rows deleted with " + name, ParDo.of(new CountFn(plan, ofOwner, ofOthers)));
  }

  private static Key prefix(Key key, int size) {
    Key.Builder prefix = Key.newBuilder();
    Iterables.limit(key.getParts(), size).forEach(prefix::appendObject);
    return prefix.build();
  }

  private static final class CountFn
      extends DoFn<KV<com.google.cloud.spanner.Key, CoGbkResult>, Void> {
    private final PurgePlan plan;
    private final TupleTag<Integer> ofOwner;
    private final TupleTag<Integer> ofOthers;
    private final TableMetrics counts = TableMetrics.create();

    CountFn(PurgePlan plan, TupleTag<Integer> ofOwner, TupleTag<Integer> ofOthers) {
      this.plan = plan;
      this.ofOwner = ofOwner;
      this.ofOthers = ofOthers;
    }

    @ProcessElement
    public void process(@Element KV<com.google.cloud.spanner.Key, CoGbkResult> rows) {
      boolean isDeleted = !Iterables.isEmpty(rows.getValue().getAll(ofOwner));
      for (int table : rows.getValue().getAll(ofOthers)) {
        counts.increment(
            isDeleted ? TableFigure.DELETED : TableFigure.CHANGED, plan.related().name(table));
      }
    }
  }
}
