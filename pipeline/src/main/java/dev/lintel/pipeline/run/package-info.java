/**
 * What a command needs around its work: where it writes ({@link
 * dev.lintel.pipeline.command.Console}), how it ends ({@link
 * dev.lintel.pipeline.command.ExitStatus}), and what it reports ({@link
 * dev.lintel.pipeline.summary.RunSummary}). A command implements {@link
 * dev.lintel.pipeline.command.Command}.
 */
package dev.lintel.pipeline.run;
