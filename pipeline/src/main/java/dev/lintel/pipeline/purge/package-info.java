/**
 * {@code ./lintel purge}: deletes rows of a table that meet a condition, and what hangs on them.
 */
package dev.lintel.pipeline.purge;
