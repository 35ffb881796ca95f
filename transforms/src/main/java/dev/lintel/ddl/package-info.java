/**
 * The DDL of a Spanner database, in both dialects: read, put in order, and written.
 *
 * <p>{@link dev.lintel.ddl.DatabaseDefinition} holds everything that the DDL says about all objects
 * of a database, {@link dev.lintel.ddl.DdlScript} a script that somebody wrote, and {@link
 * dev.lintel.ddl.SchemaScript} the statements that create the objects again. What reading and
 * writing rows takes is in {@code dev.lintel.schema}, which does not know this package.
 */
package dev.lintel.ddl;
