package dev.lintel.pipeline.cli;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.copy.CopyCommand;
import dev.lintel.pipeline.enrich.EnrichCommand;
import dev.lintel.pipeline.exports.ExportCommand;
import dev.lintel.pipeline.imports.ImportCommand;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.purge.PurgeCommand;
import dev.lintel.pipeline.verify.VerifyCommand;
import java.util.List;

/** The one list of jobs, which the command line, {@code doctor} and the templates take. */
public final class Jobs {

  private Jobs() {}

  /** Every job, in the order in which help lists them. */
  public static List<Job<?>> all() {
    return ImmutableList.of(
        new ImportCommand(),
        new ExportCommand(),
        new EnrichCommand(),
        new CopyCommand(),
        new VerifyCommand(),
        new PurgeCommand());
  }
}
