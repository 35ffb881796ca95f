package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.Ending;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.PipelineResult;

/**
 * The end of an import.
 *
 * @param rejected where the rejected records are
 * @param maxFailures how many of them are allowed
 */
record ImportEnding(ImportPlan plan, RejectedRecords rejected, long maxFailures) implements Ending {

  @Override
  public RunSummary figures(RunSummary summary, PipelineResult result) {
    var names = new TreeSet<>(TableMetrics.read(result).keySet());
    List<String> ordered = new ArrayList<>();
    for (String table : plan.levels().stream().flatMap(level -> level.tables().stream()).toList()) {
      if (names.remove(table) || plan.namesTable(table)) {
        ordered.add(table);
      }
    }
    // Rejected records may name tables that do not exist.
    ordered.addAll(names);
    return TableMetrics.addTo(
        summary,
        ordered,
        List.of(TableFigure.READ, TableFigure.WRITTEN, TableFigure.FAILED),
        result);
  }

  @Override
  public void remark(RunSummary summary, PrintStream out) {
    rejected.remark(summary, out);
  }

  @Override
  public ExitStatus status(RunSummary summary) {
    return ExitStatus.ofFailures(summary.total(TableFigure.FAILED), maxFailures);
  }
}
