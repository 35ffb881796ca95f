package dev.lintel.pipeline.imports;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.formats.ReadRecordsFn;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.summary.CountWrittenFn;
import dev.lintel.transforms.WriteRows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * The graph of an import: for each level of tables, it reads the files and writes the rows, and
 * only then goes on to the tables that depend on these.
 */
public final class ImportPipeline {
  private ImportPipeline() {}

  /**
   * Adds the import to a pipeline.
   *
   * @param rejectedRecords where the rejected records go
   * @return completion signals; calling it adds the steps that count rows
   */
  static Supplier<CompletionSignals> build(
      Pipeline pipeline,
      ConnectionConfig config,
      ImportPlan plan,
      WriteRows write,
      RejectedRecords rejectedRecords) {
    List<PCollection<String>> rejected = new ArrayList<>();
    List<PCollection<Mutation>> allWritten = new ArrayList<>();
    List<PCollection<?>> ends = new ArrayList<>();
    PCollection<Void> written = null;
    List<ImmutableList<String>> levels = plan.levels();
    for (int i = 0; i < levels.size(); i++) {
      String level = "Level " + (i + 1);
      var files =
          pipeline.apply(
              level + " list files",
              Create.of(files(plan, levels.get(i)))
                  .withCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of())));
      if (written != null) {
        // Before reading, so that the rows of a later level do not wait in memory.
        files = files.apply(level + " wait for previous level", Wait.on(written));
      }
      var read = files.apply(level + " redistribute files", Reshuffle.viaRandomKey());
      TupleTag<Mutation> mutations = new TupleTag<>() {};
      TupleTag<String> malformed = new TupleTag<>() {};
      PCollectionTuple records =
          read.apply(
              level + " read records",
              ParDo.of(
                      new ReadRecordsFn<>(
                          new ImportFiles(plan, tablesOf(levels, i)), mutations, malformed))
                  .withOutputTags(mutations, TupleTagList.of(malformed)));
      var result =
          records.get(mutations).setCoder(MutationCoder.of()).apply(level + " write rows", write);
      allWritten.add(result.getWritten());
      written =
          result
              .getWritten()
              .apply(level + " count written", ParDo.of(new CountWrittenFn<>(Mutation::getTable)));
      ends.add(written);
      rejected.add(records.get(malformed).setCoder(StringUtf8Coder.of()));
      rejected.add(
          result
              .getFailed()
              .apply(level + " describe failures", ParDo.of(new DescribeFailureFn())));
    }
    // The step after the rows may fail because rows were rejected; these must be recorded first.
    rejectedRecords.write(PCollectionList.of(rejected)).ifPresent(ends::add);
    if (!plan.afterRows().isEmpty()) {
      ends.add(
          pipeline
              .apply("Start after the rows", Create.of(0))
              .apply("Wait for all rows", Wait.on(ends))
              .apply(
                  "Create indexes and foreign keys",
                  ParDo.of(
                      new FinishSchemaFn(config, plan.schema().getDialect(), plan.afterRows()))));
    }
    return () -> signals(allWritten, rejected, ends);
  }

  private static CompletionSignals signals(
      List<PCollection<Mutation>> written,
      List<PCollection<String>> rejected,
      List<PCollection<?>> ends) {
    CompletionSignals signals =
        CompletionSignals.none()
            .withWritten("written rows", flat("Flatten written rows", written))
            .withFailed("rejected records", flat("Flatten rejected records", rejected));
    for (PCollection<?> end : ends) {
      signals = signals.withOther(end);
    }
    return signals;
  }

  private static <T> PCollection<T> flat(String name, List<PCollection<T>> collections) {
    return PCollectionList.of(collections).apply(name, Flatten.pCollections());
  }

  /** The tables of a level; the first level also takes records of unknown tables. */
  private static RecordFilter tablesOf(List<ImmutableList<String>> levels, int level) {
    return level == 0
        ? RecordFilter.allBut(
            levels.stream().skip(1).flatMap(List::stream).collect(toImmutableSet()))
        : RecordFilter.only(levels.get(level));
  }

  /**
   * The files that hold rows of these tables, each with the number of its load. Those of rejected
   * records may hold rows of any table and are read for each level.
   */
  private static ImmutableList<KV<Integer, String>> files(ImportPlan plan, List<String> tables) {
    ImmutableList.Builder<KV<Integer, String>> files = ImmutableList.builder();
    for (int i = 0; i < plan.loads().size(); i++) {
      TableLoad load = plan.loads().get(i);
      if (load.isOfRejected() || tables.contains(plan.table(load).getName())) {
        for (String file : load.files()) {
          files.add(KV.of(i, file));
        }
      }
    }
    return files.build();
  }
}
