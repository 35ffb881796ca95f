package dev.lintel.pipeline.summary;

import java.util.Locale;

/** What a run counts of a table, in rows; {@code MISSING} to {@code CHANGED} by comparison. */
public enum TableFigure implements Figure {
  READ,
  WRITTEN,
  FAILED,
  DELETED,
  MISSING,
  EXTRA,
  CHANGED;

  @Override
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String heading() {
    return field();
  }
}
