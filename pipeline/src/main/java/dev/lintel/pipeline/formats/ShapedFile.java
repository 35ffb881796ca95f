package dev.lintel.pipeline.formats;

import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.records.RecordFields;
import java.util.function.Function;

/**
 * An open file whose fields are known.
 *
 * @param fields the fields of its records, in the order of this file
 * @param rejected what is kept of a record with a value that cannot be used
 * @param <R> a record
 */
public record ShapedFile<R>(
    OpenFile<R> file,
    RecordFields<R> fields,
    Function<FileRecord.Row<R>, RejectedRecord.Content> rejected) {}
