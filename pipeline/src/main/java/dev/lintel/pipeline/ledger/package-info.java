/**
 * The run ledger: which runs of a job there were, and whether one is still alive. It is kept in two
 * tables of a Spanner database ({@link dev.lintel.pipeline.ledger.LedgerTables}). {@link
 * dev.lintel.pipeline.ledger.RunLedger} is the way in.
 */
package dev.lintel.pipeline.ledger;
