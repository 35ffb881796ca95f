package dev.lintel.pipeline.purge;

import com.google.cloud.spanner.ErrorCode;
import com.google.cloud.spanner.Key;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.KeyCoder;
import dev.lintel.failure.FailedRecord;
import dev.lintel.pipeline.job.WaitForAll;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.transforms.DeleteRows;
import dev.lintel.transforms.DeleteRowsResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Deletes rows table by table, those first that depend on others. The rows that the database
 * deletes with others are counted with these.
 */
final class DeleteStages {
  /**
   * How often rows are tried that rows of the same step may need. Each attempt deletes at least the
   * rows that no others need any more.
   */
  private static final int ATTEMPTS = 3;

  private final PurgePlan plan;
  private final RelatedTables related;
  private final DeleteRows delete;
  private final List<PCollection<Key>> allDeleted = new ArrayList<>();
  private final List<PCollection<String>> allFailed = new ArrayList<>();

  /**
   * @param delete from the database, without a table yet
   */
  DeleteStages(PurgePlan plan, DeleteRows delete) {
    this.plan = plan;
    this.related = plan.related();
    this.delete = delete;
  }

  /**
   * What has become of the rows.
   *
   * @param deleted keys of rows of any table
   * @param failed each as a rejected record
   */
  record Result(PCollection<Key> deleted, PCollection<String> failed) {}

  /**
   * Adds the steps.
   *
   * @param before to wait for
   */
  Result add(PCollection<FoundRow> found, List<PCollection<?>> before) {
    List<Integer> stages = related.order().stream().filter(plan::isDeletedByItself).toList();
    Map<Integer, TupleTag<Key>> tags = new TreeMap<>();
    stages.forEach(table -> tags.put(table, new TupleTag<>()));
    var cascadedTag = new TupleTag<FoundRow>();
    PCollectionTuple rows =
        found.apply(
            "Rows by table",
            ParDo.of(new RowsByTableFn(cascadedTag, tags))
                .withOutputTags(
                    cascadedTag,
                    TupleTagList.of(tags.values().stream().collect(Collectors.toList()))));
    PCollection<FoundRow> cascaded = rows.get(cascadedTag).setCoder(new FoundRow.Coder());
    List<PCollection<?>> turn = before;
    for (int table : stages) {
      PCollection<Key> keys = rows.get(tags.get(table)).setCoder(KeyCoder.of());
      turn = stage(table, waiting("Wait for " + related.name(table), keys, turn), cascaded);
    }
    return new Result(
        PCollectionList.of(allDeleted).apply("Flatten deleted rows", Flatten.pCollections()),
        PCollectionList.of(allFailed).apply("Flatten failed rows", Flatten.pCollections()));
  }

  private static PCollection<Key> waiting(
      String name, PCollection<Key> keys, List<PCollection<?>> turn) {
    return turn.isEmpty() ? keys : keys.apply(name, WaitForAll.of(turn));
  }

  /** Returns what is complete when all rows of the table have been tried. */
  private List<PCollection<?>> stage(
      int table, PCollection<Key> keys, PCollection<FoundRow> cascaded) {
    String name = related.name(table);
    DeleteRows deleteRows = delete.withTable(name);
    var condition = new DeleteConditions(plan).of(table);
    if (condition.isPresent()) {
      deleteRows = deleteRows.withCondition(condition.get());
    }
    int attempts = related.isEntangled(table) ? ATTEMPTS : 1;
    List<PCollection<?>> done = new ArrayList<>();
    List<PCollection<Key>> deleted = new ArrayList<>();
    PCollection<Key> open = keys;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      String step = attempt == 1 ? name : "%s, attempt %d".formatted(name, attempt);
      DeleteRowsResult result = open.apply("Delete " + step, deleteRows);
      deleted.add(result.getDeleted());
      count(step, TableFigure.CHANGED, table, result.getChanged());
      PCollection<FailedRecord<Key>> failed = result.getFailed();
      done.addAll(List.of(result.getDeleted(), result.getChanged(), failed));
      if (attempt < attempts) {
        open =
            failed
                .apply("Early " + step, Filter.by(DeleteStages::mayHaveComeTooEarly))
                .apply(
                    "Keys of early " + step,
                    MapElements.into(TypeDescriptor.of(Key.class)).via(FailedRecord::getElement))
                .setCoder(KeyCoder.of())
                .apply("Wait for all others of " + step, WaitForAll.of(done));
        failed = failed.apply("Failed " + step, Filter.by(row -> !mayHaveComeTooEarly(row)));
      }
      allFailed.add(
          failed.apply(
              "Describe failed " + step, ParDo.of(new DescribeFailedFn(related.table(table)))));
    }
    PCollection<Key> all =
        deleted.size() == 1
            ? deleted.get(0)
            : PCollectionList.of(deleted).apply("Flatten deleted " + name, Flatten.pCollections());
    count(name, TableFigure.DELETED, table, all);
    allDeleted.add(all);
    countCascaded(table, all, cascaded);
    return done;
  }

  private static boolean mayHaveComeTooEarly(FailedRecord<Key> failed) {
    return failed.getErrorCode() == ErrorCode.FAILED_PRECONDITION;
  }

  private void count(String step, TableFigure figure, int table, PCollection<Key> keys) {
    keys.apply(
        "Count %s %s".formatted(figure.name().toLowerCase(java.util.Locale.ROOT), step),
        ParDo.of(new CountKeysFn(figure, related.name(table))));
  }

  private void countCascaded(int table, PCollection<Key> deleted, PCollection<FoundRow> cascaded) {
    ImmutableList<Integer> tables =
        related.order().stream()
            .filter(other -> !plan.isDeletedByItself(other) && related.ownerOf(other) == table)
            .collect(ImmutableList.toImmutableList());
    if (!tables.isEmpty()) {
      CascadeCounts.count(plan, table, tables, deleted, cascaded);
    }
  }
}
