package dev.lintel.pipeline.job;

import dev.lintel.connection.ConnectionConfig;
import dev.lintel.pipeline.command.Console;
import dev.lintel.pipeline.command.Problems;
import dev.lintel.pipeline.ledger.Watermarks;
import dev.lintel.pipeline.summary.RunId;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a job is given to prepare a run.
 *
 * @param config how to connect to the database that the job works on
 * @param configs how to connect to another database
 * @param watermarks how far earlier runs have exported each table; empty if runs are not recorded
 * @param console for messages to the user
 * @param problems those with the places to write to; the job adds its own and throws all of them
 */
public record JobContext(
    ConnectionConfig config,
    Function<DatabaseName, ConnectionConfig> configs,
    RunId runId,
    Optional<Watermarks> watermarks,
    Console console,
    Problems problems) {}
