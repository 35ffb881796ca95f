package dev.lintel.pipeline.copy;

import com.google.cloud.spanner.Mutation;
import dev.lintel.coders.MutationCoder;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.ddl.CounterUse;
import dev.lintel.pipeline.job.CompletionSignals;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.load.LoadLevel;
import dev.lintel.pipeline.load.LoadSteps;
import dev.lintel.transforms.ReadRows;
import java.util.List;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;

/**
 * The graph of a copy: for each level of tables, it reads the rows of the snapshot and writes them,
 * and only then goes on to the tables that depend on these.
 */
public final class CopyPipeline {
  private CopyPipeline() {}

  /**
   * Adds the copy to a pipeline.
   *
   * @param read from the source, as of the snapshot, without anything to read yet
   * @param destination the database that is written to
   * @param counters those of the tables, which may have to be raised
   * @param rejectedRecords where the rejected rows go
   * @param runId the run, whose attempts recognize each other's schema changes by it
   * @return completion signals; calling it adds the steps that count rows
   */
  static Supplier<CompletionSignals> build(
      Pipeline pipeline,
      CopyPlan plan,
      ReadRows read,
      LoadSteps steps,
      ConnectionConfig destination,
      List<CounterUse> counters,
      RejectedRecords rejectedRecords,
      String runId) {
    PCollection<Void> turn = LoadSteps.start(pipeline);
    List<LoadLevel> levels = plan.levels();
    for (int i = 0; i < levels.size(); i++) {
      LoadLevel level = levels.get(i);
      String name = LoadSteps.nameOfLevel(i);
      List<CopiedTable> tables = level.tables().stream().map(plan::table).toList();
      ReadRows ofLevel = read;
      for (CopiedTable table : tables) {
        ofLevel = ofLevel.withRead(table.name(), table.read());
      }
      PCollection<Mutation> rows =
          turn.apply(
              name + " read rows",
              ofLevel.perPartitionOnSignal(
                  new SourceRows(tables, plan.operation()), MutationCoder.of()));
      turn = steps.addLevel(name, turn, level.cyclic(), level.selfReferencing(), rows);
    }
    return steps.finish(turn, destination, counters, rejectedRecords, plan.afterRows(), runId);
  }
}
