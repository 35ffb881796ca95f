package dev.lintel.pipeline.job;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.lineage.ReadFigures;
import dev.lintel.pipeline.report.ReportSection;
import dev.lintel.pipeline.summary.RunSummary;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.beam.sdk.PipelineResult;

/** The part of the end of a run that differs between jobs. */
public interface Ending {

  /** Adds the job's figures to the summary of a run, including one that failed. */
  RunSummary figures(RunSummary summary, PipelineResult result) throws IOException;

  /** Prints what else the user should know, after the figures. */
  void remark(RunSummary summary, PrintStream out);

  /**
   * What the job adds to the report of a run, including one that failed. Asked for only if {@code
   * --reportFile} is given, once, after {@link #remark}.
   *
   * <p>No values of rows: those belong in the files that the job writes, unless an option of the
   * job says that the report shows them.
   */
  default ImmutableList<ReportSection> sections(RunSummary summary, PipelineResult result)
      throws IOException {
    return ImmutableList.of();
  }

  /**
   * Of which datasets the figures are that say how much was read. Asked for only if {@code
   * --openLineageFile} is given.
   *
   * @param database the resource name of the database that the job works on
   */
  default ReadFigures readFigures(String database) {
    return ReadFigures.of(database);
  }

  /** The exit status of a run whose pipeline succeeded. */
  ExitStatus status(RunSummary summary);

  /**
   * Deletes what a failed run has left and nobody can use. Called when the run has failed and its
   * pipeline is over; harmless after a run that finished its work.
   */
  default void discard() throws IOException {}
}
