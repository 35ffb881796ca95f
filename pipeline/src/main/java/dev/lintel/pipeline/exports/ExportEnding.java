package dev.lintel.pipeline.exports;

import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exportfolder.LintelExport;
import dev.lintel.pipeline.files.TextFile;
import dev.lintel.pipeline.job.Ending;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;

/** The end of an export. */
record ExportEnding(ExportPlan plan) implements Ending {

  @Override
  public RunSummary figures(RunSummary summary, PipelineResult result) throws IOException {
    RunSummary counted =
        TableMetrics.addTo(
            summary,
            plan.tables().stream().map(ExportTable::name).toList(),
            List.of(TableFigure.READ, TableFigure.WRITTEN),
            result);
    if (summary.state() != RunState.SUCCEEDED || plan.textFilesOrNull() != null) {
      return counted;
    }
    LintelExport facts = LintelExport.parse(TextFile.read(plan.describing(LintelExport.FILE_NAME)));
    return counted.withSnapshotTimestamp(Instant.parse(facts.readTimestamp()));
  }

  @Override
  public void remark(RunSummary summary, PrintStream out) {
    if (summary.state() == RunState.SUCCEEDED && plan.textFilesOrNull() != null) {
      out.println();
      out.println("Files: " + plan.textFilesOrNull().dataFiles());
    } else if (summary.state() == RunState.SUCCEEDED) {
      out.println();
      out.println("Snapshot of " + summary.snapshotTimestamp().orElseThrow());
      out.println("Export: " + plan.folder());
    }
  }

  @Override
  public ExitStatus status(RunSummary summary) {
    return ExitStatus.SUCCEEDED;
  }

  @Override
  public void discard() throws IOException {
    new ExportFinish(plan).discard();
  }
}
