/**
 * The command line, {@link dev.lintel.pipeline.cli.Lintel}: which commands there are, their help,
 * the checks of their arguments, and how an error is told.
 */
package dev.lintel.pipeline.cli;
