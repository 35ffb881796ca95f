package dev.lintel.pipeline.faults;

import com.google.common.collect.ImmutableList;
import dev.lintel.pipeline.cli.CommandRun;

/**
 * A run of a job, and what there was afterwards.
 *
 * @param run what it printed
 * @param figures those of its summary, one table or lookup a line
 * @param state what it is to have made: rows, files
 */
record FaultyRun(CommandRun run, ImmutableList<String> figures, ImmutableList<String> state) {}
