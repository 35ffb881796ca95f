package dev.lintel.pipeline.purge;

import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.exports.RowArchive;
import dev.lintel.pipeline.job.Ending;
import dev.lintel.pipeline.job.RejectedRecords;
import dev.lintel.pipeline.lineage.ReadFigures;
import dev.lintel.pipeline.summary.RunState;
import dev.lintel.pipeline.summary.RunSummary;
import dev.lintel.pipeline.summary.TableFigure;
import dev.lintel.pipeline.summary.TableMetrics;
import dev.lintel.transforms.DatabaseTime;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;

/**
 * The end of a purge.
 *
 * @param rejected where the failed keys are
 * @param maxFailures how many of them are allowed
 */
record PurgeEnding(PurgePlan plan, RejectedRecords rejected, long maxFailures) implements Ending {
  private static final List<TableFigure> OF_KEYS = List.of(TableFigure.READ, TableFigure.FAILED);

  @Override
  public RunSummary figures(RunSummary summary, PipelineResult result) {
    RelatedTables related = plan.related();
    // In the order in which help and people think of them: parents before children.
    List<String> tables = new ArrayList<>();
    related.order().reverse().forEach(table -> tables.add(related.name(table)));
    RunSummary all = summary.withSnapshotTimestamp(DatabaseTime.instant(plan.snapshot()));
    if (plan.source() instanceof KeySource.OfFiles) {
      all = TableMetrics.addTo(all, List.of(KeyFiles.KEYS), OF_KEYS, result);
    }
    return TableMetrics.addTo(
        all,
        tables,
        plan.isDryRun()
            ? List.of(TableFigure.READ)
            : List.of(
                TableFigure.READ, TableFigure.DELETED, TableFigure.FAILED, TableFigure.CHANGED),
        result);
  }

  @Override
  public void remark(RunSummary summary, PrintStream out) {
    if (plan.isDryRun() && summary.state() == RunState.SUCCEEDED) {
      out.println();
      out.println("Dry run: the rows that were read would be deleted. Nothing was changed.");
    }
    if (plan.archive().isPresent() && isFinished(plan.archive().get())) {
      out.println();
      out.println("Archive: " + plan.archive().get().folder());
    }
    rejected.remark(summary, out);
  }

  /** Without rows there is no archive. */
  private static boolean isFinished(RowArchive archive) {
    try {
      return archive.isFinished();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void discard() throws IOException {
    if (plan.archive().isPresent()) {
      plan.archive().get().discard();
    }
  }

  @Override
  public ReadFigures readFigures(String database) {
    return new ReadFigures(Optional.of(database), KeyFiles.KEYS::equals);
  }

  @Override
  public ExitStatus status(RunSummary summary) {
    return ExitStatus.ofFailures(summary.total(TableFigure.FAILED), maxFailures);
  }
}
