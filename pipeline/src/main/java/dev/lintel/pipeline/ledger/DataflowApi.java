package dev.lintel.pipeline.ledger;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.dataflow.Dataflow;
import com.google.api.services.dataflow.model.Job;
import com.google.api.services.dataflow.model.ListJobsResponse;
import java.io.IOException;
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
      Optional<Job> found = job.id().isPresent() ? get(job) : search(job, run.runId());
      // Without a job to it, the launch came to nothing.
      return found.isEmpty() || MonitoringUtil.toState(found.get().getCurrentState()).isTerminal();
    } catch (IOException e) {
      throw new UnknownStateException(
          "Whether run %s is over cannot be told, because Dataflow does not say what became of its job %s: %s"
              .formatted(run.runId(), job, e.getMessage()),
          e);
    }
  }

  private Optional<Job> get(DataflowJob job) throws IOException {
    try {
      return Optional.of(
          client
              .projects()
              .locations()
              .jobs()
              .get(job.project(), job.region(), job.id().orElseThrow())
              .execute());
    } catch (GoogleJsonResponseException e) {
      if (e.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Job> search(DataflowJob job, String runId) throws IOException {
    var request =
        client.projects().locations().jobs().list(job.project(), job.region()).setName(job.name());
    while (true) {
      ListJobsResponse page = request.execute();
      if (page.getJobs() != null) {
        for (Job candidate : page.getJobs()) {
          if (candidate.getLabels() != null
              && labelOf(runId).equals(candidate.getLabels().get(DataflowJob.RUN_LABEL))) {
            return Optional.of(candidate);
          }
        }
      }
      if (page.getNextPageToken() == null) {
        return Optional.empty();
      }
      request.setPageToken(page.getNextPageToken());
    }
  }

  /** A run's id as Dataflow takes it for the value of a label: in lower case. */
  public static String labelOf(String runId) {
    return runId.toLowerCase(Locale.ROOT);
  }
}
