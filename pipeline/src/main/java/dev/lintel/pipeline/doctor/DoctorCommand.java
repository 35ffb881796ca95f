package dev.lintel.pipeline.doctor;

import com.google.common.collect.ImmutableList;
import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Environment;
import dev.lintel.pipeline.command.ExitStatus;
import dev.lintel.pipeline.command.RequestTimeout;
import dev.lintel.pipeline.command.UsageException;
import dev.lintel.pipeline.job.DatabaseAccess;
import dev.lintel.pipeline.job.DatabaseName;
import dev.lintel.pipeline.job.DatabaseNeeds;
import dev.lintel.pipeline.job.GivenJob;
import dev.lintel.pipeline.job.Job;
import dev.lintel.pipeline.job.JobsCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
    Function<DatabaseName, ConnectionConfig> configs =
        name -> DatabaseAccess.connection(jobs.get(0).options(), name, environment);
    RequestTimeout timeout = DatabaseAccess.requestTimeout(jobs.get(0).options());
    var report = new DoctorReport(environment.out());
    if (options.getExpectedServiceAccount() != null) {
      report.add(
          AccountCheck.of(
              configs.apply(jobs.get(0).needs().own().name()),
              options.getExpectedServiceAccount()));
    }
    boolean answers = true;
    for (var uses : usesByDatabase(jobs, configs).entrySet()) {
      answers &=
          new DatabaseChecks(
                  uses.getKey(),
                  uses.getValue(),
                  Duration.ofMinutes(options.getExpectedMinutes()),
                  timeout,
                  report)
              .run();
    }
    List<GivenJob> recorded = jobs.stream().filter(LedgerCheck::isNeededBy).toList();
    if (!recorded.isEmpty() && answers) {
      new LedgerChecks(recorded, configs, timeout, report).run();
    } else if (!recorded.isEmpty()) {
      report.add(Finding.notChecked(LedgerChecks.SUBJECT, "there is no connection"));
    }
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

  private static Map<ConnectionConfig, List<DatabaseUse>> usesByDatabase(
      List<GivenJob> jobs, Function<DatabaseName, ConnectionConfig> configs) {
    Map<ConnectionConfig, List<DatabaseUse>> uses = new LinkedHashMap<>();
    for (GivenJob job : jobs) {
      for (DatabaseNeeds needs : job.needs().databases()) {
        uses.computeIfAbsent(configs.apply(needs.name()), config -> new ArrayList<>())
            .add(new DatabaseUse(job, needs));
      }
    }
    return uses;
  }
}
