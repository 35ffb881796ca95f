/** {@code ./lintel runs}: shows the runs that the ledger has recorded. */
package dev.lintel.pipeline.runs;
