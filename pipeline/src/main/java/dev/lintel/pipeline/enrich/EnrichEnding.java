package dev.lintel.pipeline.enrich;

import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.Ending;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.summary.LookupMetrics;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;

/**
 * The end of an enrichment.
 *
 * @param rejected where the rejected records are
 * @param maxFailures how many of them are allowed
 */
record EnrichEnding(
    EnrichPlan plan, OutputPrefix prefix, RejectedRecords rejected, long maxFailures)
    implements Ending {

  @Override
  public RunSummary figures(RunSummary summary, PipelineResult result) {
    RunSummary all =
        TableMetrics.addTo(
            summary,
            List.of(EnrichPlan.RECORDS),
            List.of(TableFigure.READ, TableFigure.WRITTEN, TableFigure.FAILED),
            result);
    for (PlannedLookup lookup : plan.lookups()) {
      all =
          all.withLookup(lookup.name(), LookupMetrics.read(result, EnrichPipeline.stepOf(lookup)));
    }
    return all;
  }

  @Override
  public void remark(RunSummary summary, PrintStream out) {
    if (summary.state() == RunState.SUCCEEDED) {
      out.println();
      out.println("Output: %s-*.%s".formatted(prefix, plan.format().extension()));
    }
    rejected.remark(summary, out);
  }

  @Override
  public ExitStatus status(RunSummary summary) {
    return ExitStatus.ofFailures(summary.total(TableFigure.FAILED), maxFailures);
  }
}
