package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.run.ExitStatus;
import dev.lintel.pipeline.run.JobRun;
import dev.lintel.pipeline.run.RunState;
import dev.lintel.pipeline.run.RunSummary;
import dev.lintel.pipeline.run.TableFigure;
import dev.lintel.pipeline.run.TableMetrics;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;

/**
 * What an import says when it is over.
 *
 * @param rejectedPrefix where the rejected records are, up to the number of the shard
 * @param maxFailures how many of them are put up with
 */
record ImportEnding(ImportPlan plan, Optional<String> rejectedPrefix, long maxFailures)
    implements JobRun.Ending {

  @Override
  public RunSummary figures(RunSummary summary, PipelineResult result) {
    var names = new TreeSet<>(TableMetrics.read(result).keySet());
    List<String> ordered = new ArrayList<>();
    for (String table : plan.levels().stream().flatMap(List::stream).toList()) {
      if (names.remove(table) || plan.namesTable(table)) {
        ordered.add(table);
      }
    }
    // Rejected records may name tables that there are none of.
    ordered.addAll(names);
    return JobRun.withTables(
        summary,
        ordered,
        List.of(TableFigure.READ, TableFigure.WRITTEN, TableFigure.FAILED),
        result);
  }

  @Override
  public void remark(RunSummary summary, PrintStream out) {
    if (summary.total(TableFigure.FAILED) == 0) {
      return;
    }
    if (rejectedPrefix.isEmpty()) {
      out.println("Give --invalidOutputPath to keep rejected records, with reasons.");
    } else if (summary.state() == RunState.SUCCEEDED || areKept(rejectedPrefix.get())) {
      out.println("The rejected records, with reasons: " + rejectedPrefix.get() + "*.jsonl");
    }
  }

  /** A run that failed may not have come to write them. */
  private static boolean areKept(String prefix) {
    try {
      return !FileSystems.match(prefix + "*.jsonl", EmptyMatchTreatment.ALLOW).metadata().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public ExitStatus status(RunSummary summary) {
    return ExitStatus.ofFailures(summary.total(TableFigure.FAILED), maxFailures);
  }
}
