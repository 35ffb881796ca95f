package dev.lintel.pipeline.imports;

import dev.lintel.transforms.WriteRows;

/** Whether rows are sorted by key before they are written. */
enum RowSorting {
  BY_KEY,
  NONE;

  static RowSorting of(ImportOptions options) {
    return options.getSort() ? BY_KEY : NONE;
  }

  WriteRows apply(WriteRows write) {
    return this == BY_KEY ? write.sortedByKey() : write;
  }
}
