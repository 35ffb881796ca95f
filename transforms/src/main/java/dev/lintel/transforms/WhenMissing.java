package dev.lintel.transforms;

/** What becomes of an element for which {@link LookupRows} finds no row. */
public enum WhenMissing {
  /** It comes out of {@link LookupRowsResult#getMissing}. */
  SIDE_OUTPUT,
  /** It comes out of {@link LookupRowsResult#getFound}, without rows. */
  EMPTY,
  /** It is counted, and comes out nowhere. */
  DROP,
  /** The bundle fails, with a message that names the table and not the key. */
  FAIL
}
