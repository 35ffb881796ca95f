/**
 * What code that reads and writes rows needs to know about a Spanner database, in both dialects:
 * tables, columns, keys, interleaving, foreign keys and indexes. Start at {@link
 * dev.lintel.schema.DatabaseSchema}.
 */
package dev.lintel.schema;
