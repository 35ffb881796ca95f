package dev.lintel.pipeline.imports;

import dev.lintel.pipeline.files.FileRecord;
import dev.lintel.pipeline.files.RecordReader;
import dev.lintel.pipeline.formats.RecordFile;
import java.util.ArrayList;
import java.util.List;

/** The first records of a file, which are looked at to find one that becomes a row. */
final class RecordsToCheck {
  private static final int MOST = 100;

  /** Of several files at a time; one record of each may be larger. */
  private static final long MOST_BYTES = 1L << 20;

  private RecordsToCheck() {}

  static <R> List<FileRecord<R>> of(RecordReader<R> records) {
    List<FileRecord<R>> first = new ArrayList<>();
    long bytes = 0;
    while (first.size() < MOST && bytes < MOST_BYTES && records.hasNext()) {
      FileRecord<R> record = records.next();
      first.add(record);
      bytes += RecordFile.bytesOf(record);
    }
    return first;
  }
}
