/**
 * Reads the records of files one by one, each with the place where it stands, going on after a bad
 * one; and writes and reads the records that were rejected.
 */
package dev.lintel.pipeline.files;
