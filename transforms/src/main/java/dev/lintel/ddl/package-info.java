/**
 * Reads, orders and writes the DDL of a Spanner database, in both dialects.
 *
 * <p>{@link dev.lintel.ddl.DatabaseDefinition} holds everything that the DDL says about all objects
 * of a database, {@link dev.lintel.ddl.DdlScript} a script that a user wrote, and {@link
 * dev.lintel.ddl.SchemaScript} the statements that create the objects of a database. What code that
 * reads and writes rows needs is in {@code dev.lintel.schema}, which does not depend on this
 * package.
 */
package dev.lintel.ddl;
