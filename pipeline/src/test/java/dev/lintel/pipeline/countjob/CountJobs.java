package dev.lintel.pipeline.countjob;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.cli.CommandRun;
import dev.lintel.pipeline.cli.Jobs;
import dev.lintel.pipeline.cli.Lintel;
import dev.lintel.pipeline.job.Job;
import java.util.List;
import java.util.Map;

/** The command line with one more job, which one line adds. */
final class CountJobs {
  private CountJobs() {}

  static CommandRun run(Map<String, String> variables, List<String> args) {
    List<Job<?>> jobs =
        ImmutableList.<Job<?>>builder().addAll(Jobs.all()).add(new CountCommand()).build();
    return CommandRun.of(Lintel.commands(jobs), variables, args);
  }
}
