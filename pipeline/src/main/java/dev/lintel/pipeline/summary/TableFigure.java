package dev.lintel.pipeline.summary;

/** What a run counts of a table, in rows. */
public enum TableFigure implements Figure {
  READ,
  WRITTEN,
  DELETED,
  FAILED,
  MISSING,
  EXTRA,
  CHANGED
}
