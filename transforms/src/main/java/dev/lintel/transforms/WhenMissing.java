package dev.lintel.transforms;

/** What happens to an element for which {@link LookupRows} finds no row. */
public enum WhenMissing {
  /** It goes to {@link LookupRowsResult#getMissing}. */
  SIDE_OUTPUT,
  /** It goes to {@link LookupRowsResult#getFound}, without rows. */
  EMPTY,
  /** It is counted and dropped. */
  DROP,
  /** The bundle fails, with a message that names the table and not the key. */
  FAIL
}
