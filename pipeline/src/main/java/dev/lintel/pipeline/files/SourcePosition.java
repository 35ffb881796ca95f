package dev.lintel.pipeline.files;

/**
 * Where a record is.
 *
 * @param file the name of the file
 * @param record the number of the record in it, from 1, a header not counted
 * @param line the line that the record begins on, from 1; 0 if the file is not text
 */
public record SourcePosition(String file, long record, long line) {}
