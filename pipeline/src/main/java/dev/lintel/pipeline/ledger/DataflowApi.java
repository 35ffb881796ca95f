package dev.lintel.pipeline.ledger;

import static com.google.common.base.MoreObjects.firstNonNull;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.dataflow.Dataflow;
import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.ListJobsResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.runners.dataflow.util.MonitoringUtil;

/** Asks the Dataflow API whether runs are over. */
public final class DataflowApi implements DataflowProbe {

  private static final int NOT_FOUND = 404;

  private final Dataflow client;

  public DataflowApi(Dataflow client) {
    this.client = client;
  }

  @Override
  public boolean isOver(RecordedRun run) {
    DataflowJob job = run.dataflow().orElseThrow();
    try {
      return job.id().isPresent()
          // If no job exists, the launch has failed.
          ? get(job, job.id().get()).filter(DataflowApi::isActive).isEmpty()
          : !hasActiveJob(run, job);
    } catch (IOException e) {
      throw new UnknownStateException(
          "It is unknown whether run %s is over, because Dataflow does not report the state of its job %s: %s"
              .formatted(run.runId(), job, e.getMessage()),
          e);
    }
  }

  private Optional<Job> get(DataflowJob job, String id) throws IOException {
    try {
      return Optional.of(
          client
              .projects()
              .locations()
              .jobs()
              .get(job.project(), job.region(), id)
              .setView("JOB_VIEW_ALL")
              .execute());
    } catch (GoogleJsonResponseException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean hasActiveJob(RecordedRun run, DataflowJob job) throws IOException {
    var request =
        client
            .projects()
            .locations()
            .jobs()
            .list(job.project(), job.region())
            .setName(job.name())
            .setFilter("ACTIVE");
    while (true) {
      ListJobsResponse page = request.execute();
      for (Job candidate : firstNonNull(page.getJobs(), List.<Job>of())) {
        // The jobs of a list may lack their labels.
        Optional<Job> active = get(job, candidate.getId()).filter(DataflowApi::isActive);
        if (active.filter(found -> isOf(run, found)).isPresent()) {
          return true;
        }
      }
      if (page.getNextPageToken() == null) {
        return false;
      }
      request.setPageToken(page.getNextPageToken());
    }
  }

  /**
   * Compares the label. A launch is a job without a label until it has a pipeline. A job without a
   * label is taken for the run's if it was created before the lease ended. That may be the job of
   * the launch that asks now: then this launch is skipped, but not the next one.
   */
  private static boolean isOf(RecordedRun run, Job job) {
    String label = job.getLabels() == null ? null : job.getLabels().get(DataflowJob.RUN_LABEL);
    if (label != null) {
      return label.equals(labelOf(run.runId()));
    }
    return job.getCreateTime() == null
        || run.leaseExpires().isEmpty()
        || !Instant.parse(job.getCreateTime()).isAfter(run.leaseExpires().get());
  }

  private static boolean isActive(Job job) {
    return !MonitoringUtil.toState(job.getCurrentState()).isTerminal();
  }

  /** A run's id as the value of a label of Dataflow, which must be in lower case. */
  public static String labelOf(String runId) {
    return runId.toLowerCase(Locale.ROOT);
  }
}
