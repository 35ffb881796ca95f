package dev.lintel.pipeline.copy;

import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.Ending;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;

/**
 * The end of a copy.
 *
 * @param rejected where the rejected rows are
 * @param maxFailures how many of them are allowed
 */
record CopyEnding(CopyPlan plan, RejectedRecords rejected, long maxFailures) implements Ending {

  @Override
  public RunSummary figures(RunSummary summary, PipelineResult result) {
    return TableMetrics.addTo(
            summary,
            plan.levels().stream().flatMap(level -> level.tables().stream()).toList(),
            List.of(TableFigure.READ, TableFigure.WRITTEN, TableFigure.FAILED),
            result)
        .withSnapshotTimestamp(Instant.parse(plan.snapshot().toString()));
  }

  @Override
  public void remark(RunSummary summary, PrintStream out) {
    out.println();
    out.println("Snapshot of " + plan.snapshot());
    rejected.remark(summary, out);
  }

  @Override
  public ExitStatus status(RunSummary summary) {
    return ExitStatus.ofFailures(summary.total(TableFigure.FAILED), maxFailures);
  }
}
