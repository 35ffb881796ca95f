/**
 * {@code ./lintel inspect}: what an import would read of some files, and a CREATE TABLE to start
 * from. It opens, checks and converts as the import does, by the same code.
 */
package dev.lintel.pipeline.inspect;
