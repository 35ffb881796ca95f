/**
 * Reads the records of files one by one, each with the place where it stands, going on after a bad
 * one; writes rows to files, in a way that the readers read back without loss; and writes and reads
 * the records that were rejected.
 *
 * <p>{@link dev.lintel.pipeline.files.FileShape} and {@link dev.lintel.pipeline.files.RowWriters}
 * are the entry points.
 */
package dev.lintel.pipeline.files;
