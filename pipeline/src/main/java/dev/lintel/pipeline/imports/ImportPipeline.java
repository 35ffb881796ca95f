package dev.lintel.pipeline.imports;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Comparator.comparing;

import com.google.cloud.spanner.Mutation;
import com.google.common.collect.ImmutableList;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.ddl.CounterUse;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.load.LoadSteps;
import dev.lintel.pipeline.reading.ReadRecords;
import dev.lintel.pipeline.reading.ReadRecordsResult;
import dev.lintel.pipeline.summary.RunId;
import dev.lintel.transforms.WriteRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * The graph of an import: for each level of tables, it reads the files and writes the rows, and
 * only then goes on to the tables that depend on these.
 */
public final class ImportPipeline {
  private ImportPipeline() {}

  /**
   * Adds the import to a pipeline.
   *
   * @param sorting whether the rows of a level are sorted by key
   * @param counters those of the tables, which may have to be raised
   * @param runId the run, whose attempts recognize each other's schema changes by it
   * @param rejectedRecords where the rejected records go
   * @return completion signals; calling it adds the steps that count rows
   */
  static Supplier<CompletionSignals> build(
      Pipeline pipeline,
      ConnectionConfig config,
      ImportPlan plan,
      WriteRows write,
      RowSorting sorting,
      List<CounterUse> counters,
      RunId runId,
      RejectedRecords rejectedRecords) {
    var steps = new LoadSteps(write, plan.schema());
    PCollection<Void> turn = LoadSteps.start(pipeline);
    List<LoadStage> stages = plan.stages(pipeline.getOptions());
    for (int i = 0; i < stages.size(); i++) {
      LoadStage stage = stages.get(i);
      String name = LoadSteps.nameOfLevel(i);
      // The files of a level are read only when it is its turn, so that their rows do not wait.
      ReadRecords<Void, KV<Integer, String>, Mutation> read =
          ReadRecords.of(
              files(plan, stage),
              new ImportFiles(plan, tablesOf(stages, i)),
              MutationCoder.of(),
              pipeline.getOptions());
      ReadRecordsResult<Mutation> records =
          turn.apply(name + " read records", stage.isSpread() ? read : read.inOrder());
      turn =
          steps.addLevel(
              name,
              turn,
              // Rows of several levels are written in the order in which one worker reads them.
              stage.isSpread() ? sorting.apply(write) : write,
              stage.cyclic(),
              stage.selfReferencing(),
              records.getRecords());
      steps.addRejected(records.getRejected());
      records.getChecked().ifPresent(steps::addCheck);
    }
    return steps.finish(
        turn, config, counters, rejectedRecords, plan.afterRows(), runId.toString());
  }

  /** The tables of a level; the first level also takes records of unknown tables. */
  private static RecordFilter tablesOf(List<LoadStage> levels, int level) {
    return level == 0
        ? RecordFilter.allBut(
            levels.stream()
                .skip(1)
                .flatMap(later -> later.tables().stream())
                .collect(toImmutableSet()))
        : RecordFilter.only(levels.get(level).tables());
  }

  /**
   * The files that hold rows of a stage, in the order of its levels, each with the number of its
   * load. Those of rejected records may hold rows of any table and are read for each level.
   */
  private static ImmutableList<KV<Integer, String>> files(ImportPlan plan, LoadStage stage) {
    Map<String, Integer> order = new HashMap<>();
    stage.tables().forEach(table -> order.put(table, order.size()));
    List<KV<Integer, String>> files = new ArrayList<>();
    IntStream.range(0, plan.loads().size())
        .filter(i -> isOf(plan.loads().get(i), order.keySet()))
        .boxed()
        .sorted(comparing(i -> order.getOrDefault(plan.loads().get(i).tableOrNull(), 0)))
        .forEach(i -> plan.loads().get(i).files().forEach(file -> files.add(KV.of(i, file))));
    return ImmutableList.copyOf(files);
  }

  private static boolean isOf(TableLoad load, Set<String> tables) {
    return load.isOfRejected() || tables.contains(load.tableOrNull());
  }
}
