package dev.lintel.pipeline.ledger;

import dev.lintel.pipeline.summary.RunId;
import java.time.Duration;
import java.util.Optional;

/**
 * A run that asks for its job's key.
 *
 * @param jobKey what no two runs hold at a time
 * @param job the command, such as {@code export}
 * @param databaseName the resource name of the database that the job works on
 * @param parameters the options it was given, a JSON object
 * @param launcher who launched it, for a person
 * @param dataflow where it runs, if that is not the launcher's own process
 * @param lease how long the key is held without a sign of life
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
