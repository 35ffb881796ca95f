/**
 * A command and its surroundings: what it gets ({@link dev.lintel.pipeline.command.Environment}),
 * how it ends ({@link dev.lintel.pipeline.command.ExitStatus}) and how it reports errors ({@link
 * dev.lintel.pipeline.command.UsageException}). Implement {@link
 * dev.lintel.pipeline.command.Command} for a new command, and {@code job.Job} for a new job.
 */
package dev.lintel.pipeline.command;
