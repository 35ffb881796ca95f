/**
 * The command line, {@link dev.lintel.pipeline.cli.Lintel}: the commands, their help, the checks of
 * their arguments, and the messages about errors. {@link dev.lintel.pipeline.cli.Jobs} lists the
 * jobs.
 */
package dev.lintel.pipeline.cli;
