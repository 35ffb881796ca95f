package dev.lintel.pipeline.ledger;

import java.util.Optional;

/**
 * Where to find the Dataflow job of a run.
 *
 * @param name the job's name, which one active job at a time has
 * @param id what Dataflow calls it; empty as long as the run has not said
 */
public record DataflowJob(String project, String region, String name, Optional<String> id) {

  /** The label that a run's Dataflow job bears, by which it is found when its id is not known. */
  public static final String RUN_LABEL = "lintel-run";

  @Override
  public String toString() {
    return id.map(known -> name + " (" + known + ")").orElse(name);
  }
}
