/**
 * Reads the records of files one by one, each with the place where it stands, going on after a bad
 * one, and writes rows to files, in a way that the readers read back without loss. Which format a
 * file has is decided in {@code dev.lintel.pipeline.formats}.
 */
package dev.lintel.pipeline.files;
