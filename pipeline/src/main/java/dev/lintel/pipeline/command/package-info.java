/**
 * A command and what is around it: what it is given ({@link
 * dev.lintel.pipeline.command.Environment}), how it ends ({@link
 * dev.lintel.pipeline.command.ExitStatus}) and how it says what is wrong ({@link
 * dev.lintel.pipeline.command.UsageException}). Implement {@link
 * dev.lintel.pipeline.command.Command} for a new one.
 */
package dev.lintel.pipeline.command;
