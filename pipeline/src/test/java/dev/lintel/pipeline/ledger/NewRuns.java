package dev.lintel.pipeline.ledger;

import dev.lintel.pipeline.summary.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Runs that ask for a key, for the tests of the ledger. */
final class NewRuns {
  private NewRuns() {}

  static NewRun local(String jobKey, Duration lease) {
    return of(jobKey, lease, Optional.empty());
  }

  static NewRun launchedBy(NewRun run, String launcher) {
    return new NewRun(
        run.jobKey(),
        run.runId(),
        run.job(),
        run.databaseName(),
        run.parameters(),
        launcher,
        run.dataflow(),
        run.lease());
  }

  static NewRun onDataflow(String jobKey, Duration lease) {
    return of(
        jobKey,
        lease,
        Optional.of(new DataflowJob("some-project", "europe-west1", "nightly", Optional.empty())));
  }

  private static NewRun of(String jobKey, Duration lease, Optional<DataflowJob> dataflow) {
    return new NewRun(
        jobKey,
        RunId.at(Instant.now(), RandomGenerator.getDefault()),
        "export",
        "projects/p/instances/i/databases/d",
        "{\"since\":\"last\"}",
        "a test in process " + ProcessHandle.current().pid(),
        dataflow,
        lease);
  }
}
