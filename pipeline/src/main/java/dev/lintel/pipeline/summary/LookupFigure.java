package dev.lintel.pipeline.summary;

/** What a run counts of a lookup. */
public enum LookupFigure implements Figure {
  ELEMENTS("elements", "elements"),
  KEYS("keys", "keys"),
  FOUND("found", "found"),
  MISSING("missing", "missing"),
  FAILED("failed", "failed"),
  READS("reads", "reads"),
  CACHE_HITS("cacheHits", "cache hits");

  private final String field;
  private final String heading;

  LookupFigure(String field, String heading) {
    this.field = field;
    this.heading = heading;
  }

  @Override
  public String field() {
    return field;
  }

  @Override
  public String heading() {
    return heading;
  }
}
