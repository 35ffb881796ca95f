package dev.lintel.pipeline.ledger;

import dev.lintel.pipeline.summary.RunId;
import java.time.Duration;
import java.util.Optional;

/**
 * A run that asks for its job's key.
 *
 * @param jobKey held by at most one run at a time
 * @param job the command, such as {@code export}
 * @param databaseName the resource name of the database that the job works on
 * @param parameters the options that were given, a JSON object
 * @param launcher the runner, host and process, for the user
 * @param dataflow the Dataflow job; empty if the run is in the launcher's own process
 * @param lease how long the key is held without a renewal
 */
public record NewRun(
    String jobKey,
    RunId runId,
    String job,
    String databaseName,
    String parameters,
    String launcher,
    Optional<DataflowJob> dataflow,
    Duration lease) {}
