package dev.lintel.pipeline.summary;

/** What a run counts of a lookup. */
public enum LookupFigure implements Figure {
  ELEMENTS,
  KEYS,
  FOUND,
  MISSING,
  FAILED,
  READS,
  CACHE_HITS
}
