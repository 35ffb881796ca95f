/**
 * Reads the records of files one by one, each with its position, and goes on after a malformed one.
 * Writes rows to files, so that the readers read them back without loss. The formats as a whole are
 * in {@code dev.lintel.pipeline.formats}.
 */
package dev.lintel.pipeline.files;
