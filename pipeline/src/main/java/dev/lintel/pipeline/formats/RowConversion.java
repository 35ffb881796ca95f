package dev.lintel.pipeline.formats;

import dev.lintel.convert.RowConverter;
import dev.lintel.pipeline.files.FileRecord;
import java.util.function.Function;

/**
 * How the records of a file become rows of a table.
 *
 * @param converter converts a record
 * @param rejected what is kept of a record that the table cannot hold
 * @param <R> a record
 */
public record RowConversion<R>(
    RowConverter<R> converter, Function<FileRecord.Row<R>, RejectedRecord.Content> rejected) {}
