package dev.lintel.pipeline.exports;

import com.google.cloud.Timestamp;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.lintel.pipeline.exports.ExportTable.Since;
import dev.lintel.pipeline.ledger.Watermark;
import dev.lintel.pipeline.ledger.Watermarks;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows of each table an incremental export takes: those written after some time.
 *
 * @param byTable the window of each table that is not exported whole
 * @param wholeAgain the tables that earlier exports contain, and that are exported whole
 *     nevertheless, because those exports did not go by the column of this one. Rows that writers
 *     wrote without setting this column would otherwise be in no export
 */
record IncrementalWindows(ImmutableMap<String, Since> byTable, ImmutableList<String> wholeAgain) {

  /**
   * All windows begin at the same time.
   *
   * @param columns the commit-timestamp column of each table that has one
   */
  static IncrementalWindows since(Timestamp time, Map<String, String> columns) {
    ImmutableMap.Builder<String, Since> windows = ImmutableMap.builder();
    columns.forEach((table, column) -> windows.put(table, new Since(column, time.toString())));
    return new IncrementalWindows(windows.buildOrThrow(), ImmutableList.of());
  }

  /**
   * Each window begins where the earlier exports of its table by the same column end.
   *
   * @param columns the commit-timestamp column of each table that has one
   */
  static IncrementalWindows following(Watermarks earlier, Map<String, String> columns) {
    ImmutableMap.Builder<String, Since> windows = ImmutableMap.builder();
    ImmutableList.Builder<String> wholeAgain = ImmutableList.builder();
    columns.forEach(
        (table, column) -> {
          Optional<Watermark> mark = earlier.of(table);
          if (mark.filter(known -> known.isOf(column)).isPresent()) {
            windows.put(table, new Since(column, mark.get().until().toString()));
          } else if (mark.isPresent()) {
            wholeAgain.add(table);
          }
        });
    return new IncrementalWindows(windows.buildOrThrow(), wholeAgain.build());
  }
}
