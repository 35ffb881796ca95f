package dev.lintel.pipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.files.DataFile;
import dev.lintel.pipeline.formats.Format;
import dev.lintel.pipeline.reading.FileSizes;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Files of one format that are loaded into one table.
 *
 * @param tableOrNull the table; null for rejected records, which name theirs
 * @param formatOrNull the format of the files; null for rejected records
 * @param columns where the columns of the rows come from
 * @param files whole names, as the file system gave them
 * @param rows how many rows each of the files has, if an export says so
 */
record TableLoad(
    @Nullable String tableOrNull,
    @Nullable Format formatOrNull,
    LoadColumns columns,
    ImmutableList<String> files,
    ImmutableMap<String, Long> rows)
    implements Serializable {
  /** Text and columns seldom shrink more than that. */
  private static final long BYTES_OF_COMPRESSED_BYTE = 10;

  TableLoad(
      @Nullable String tableOrNull,
      @Nullable Format formatOrNull,
      LoadColumns columns,
      List<String> files) {
    this(tableOrNull, formatOrNull, columns, ImmutableList.copyOf(files), ImmutableMap.of());
  }

  /**
   * About the size of all records, by that of the files.
   *
   * @param options with which their stores are reached
   */
  long recordBytes(PipelineOptions options) {
    List<Long> sizes = FileSizes.of(files, options);
    long bytes = 0;
    for (int i = 0; i < sizes.size(); i++) {
      bytes += sizes.get(i) * (isPlainText(files.get(i)) ? 1 : BYTES_OF_COMPRESSED_BYTE);
    }
    return bytes;
  }

  private boolean isPlainText(String file) {
    return (formatOrNull == null || formatOrNull.isText()) && !DataFile.named(file).isCompressed();
  }

  /** Whether the files contain rejected records, which may be of any table. */
  boolean isOfRejected() {
    return formatOrNull == null;
  }
}
