package dev.lintel.pipeline.doctor;

import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.GivenJob;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobsCommand;
import java.time.Duration;
import java.util.List;

/** {@code ./lintel doctor}. */
public final class DoctorCommand implements JobsCommand<DoctorOptions> {

  private final ImmutableList<Job<?>> jobs;

  /**
   * @param jobs the jobs that it can check
   */
  public DoctorCommand(List<Job<?>> jobs) {
    this.jobs = ImmutableList.copyOf(jobs);
  }

  @Override
  public Class<DoctorOptions> optionsType() {
    return DoctorOptions.class;
  }

  @Override
  public List<Job<?>> jobs() {
    return jobs;
  }

  @Override
  public ExitStatus run(DoctorOptions options, List<GivenJob> jobs, Environment environment)
      throws InterruptedException {
    if (options.getTemplateFile() != null && jobs.size() > 1) {
      throw new UsageException("--templateFile is for one job; name one with --jobs");
    }
    ConnectionConfig config = DatabaseAccess.connection(jobs.get(0).options(), environment);
    var report = new DoctorReport(environment.out());
    if (options.getExpectedServiceAccount() != null) {
      report.add(AccountCheck.of(config, options.getExpectedServiceAccount()));
    }
    new DatabaseChecks(
            config,
            jobs,
            Duration.ofMinutes(options.getExpectedMinutes()),
            DatabaseAccess.requestTimeout(jobs.get(0).options()),
            report)
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
