/**
 * What a Spanner database looks like, in both dialects.
 *
 * <p>Start at {@link dev.lintel.schema.DatabaseSchema} for what reading and writing rows takes:
 * tables, columns, keys, interleaving, foreign keys and indexes. {@link
 * dev.lintel.schema.DatabaseDefinition} has all that the DDL says of all objects, and {@link
 * dev.lintel.schema.SchemaScript} the statements that make them again.
 */
package dev.lintel.schema;
