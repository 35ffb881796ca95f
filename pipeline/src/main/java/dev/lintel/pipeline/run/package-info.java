/**
 * What a command needs around its work: where it writes ({@link dev.lintel.pipeline.run.Console}),
 * how it ends ({@link dev.lintel.pipeline.run.ExitStatus}), and what it reports ({@link
 * dev.lintel.pipeline.run.RunSummary}). A command implements {@link
 * dev.lintel.pipeline.run.Command}.
 */
package dev.lintel.pipeline.run;
