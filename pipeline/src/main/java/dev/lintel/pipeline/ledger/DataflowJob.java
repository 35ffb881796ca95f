package dev.lintel.pipeline.ledger;

import java.util.Optional;

/**
 * Where to find the Dataflow job of a run.
 *
 * @param name the job's name, which only one active job can have
 * @param id Dataflow's own id of the job; empty until the run has recorded it
 */
public record DataflowJob(String project, String region, String name, Optional<String> id) {

  /** The label of a run's Dataflow job, by which the job is found while its id is not known. */
  public static final String RUN_LABEL = "lintel-run";

  @Override
  public String toString() {
    return id.map(known -> name + " (" + known + ")").orElse(name);
  }
}
