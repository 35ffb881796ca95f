package dev.lintel.pipeline.countjob;

import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.job.Ending;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;

record CountEnding(String table, String file) implements Ending {

  @Override
  public RunSummary figures(RunSummary summary, PipelineResult result) {
    return TableMetrics.addTo(summary, List.of(table), List.of(TableFigure.READ), result);
  }

  @Override
  public void remark(RunSummary summary, PrintStream out) {
    out.println("Count: " + file);
  }

  @Override
  public ExitStatus status(RunSummary summary) {
    return ExitStatus.SUCCEEDED;
  }
}
