package dev.lintel.pipeline.files;

import java.io.Closeable;
import java.util.Iterator;

/**
 * The records of one file, in order; a malformed one is followed by the next. If the file itself
 * cannot be read further, {@link #hasNext} throws {@link UnreadableFileException}. Not thread-safe.
 *
 * @param <R> a row: fields, a JSON object, an Avro record
 */
public interface RecordReader<R> extends Iterator<FileRecord<R>>, Closeable {}
