/**
 * The run ledger: the runs of each job, and which of them holds the job's key. It consists of two
 * tables of a Spanner database ({@link dev.lintel.pipeline.ledger.LedgerTables}). Start at {@link
 * dev.lintel.pipeline.ledger.RunLedger}.
 */
package dev.lintel.pipeline.ledger;
