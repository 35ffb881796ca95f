package dev.lintel.pipeline.doctor;

import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Command;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.GivenJob;
import dev.lintel.pipeline.command.JobsCommand;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.options.SpannerJobOptions;
import java.time.Duration;
import java.util.List;

/** {@code ./lintel doctor}. */
public final class DoctorCommand implements JobsCommand<DoctorOptions> {

  private final ImmutableList<Command<? extends SpannerJobOptions>> jobs;

  /**
   * @param jobs those that it can check
   */
  public DoctorCommand(List<Command<? extends SpannerJobOptions>> jobs) {
    this.jobs = ImmutableList.copyOf(jobs);
  }

  @Override
  public Class<DoctorOptions> optionsType() {
    return DoctorOptions.class;
  }

  @Override
  public List<Command<? extends SpannerJobOptions>> jobs() {
    return jobs;
  }

  @Override
  public ExitStatus run(DoctorOptions options, List<GivenJob> jobs, Environment environment)
      throws InterruptedException {
    if (options.getTemplateFile() != null && jobs.size() > 1) {
      throw new UsageException("--templateFile is that of one job; give one to --jobs");
    }
    SpannerJobOptions any = jobs.get(0).options();
    if (any.getLedgerDatabaseId() != null && any.getJobKey() == null) {
      throw new UsageException("--ledgerDatabaseId makes sense with --jobKey only");
    }
    ConnectionConfig config = DatabaseAccess.connection(any, environment);
    var report = new DoctorReport(environment.out());
    if (options.getExpectedServiceAccount() != null) {
      report.add(AccountCheck.of(config, options.getExpectedServiceAccount()));
    }
    new DatabaseChecks(config, jobs, Duration.ofMinutes(options.getExpectedMinutes()), report)
        .run();
    for (GivenJob job : jobs) {
      PlaceChecks.of(job).forEach(report::add);
      DataflowCheck.of(job).ifPresent(report::add);
    }
    if (options.getTemplateFile() != null) {
      TemplateCheck.of(options.getTemplateFile(), jobs.get(0)).forEach(report::add);
    }
    report.end();
    return report.hasProblem() ? ExitStatus.FAILED : ExitStatus.SUCCEEDED;
  }
}
