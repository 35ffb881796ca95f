package dev.lintel.compare;

/** Counts what a comparison asked the databases for. Not thread-safe. */
final class ComparisonWork {
  /** Queries of checksums, of both sides. */
  long checksumQueries;

  /** Queries of keys to split ranges at. */
  long keyQueries;

  /** Ranges that were read whole. */
  long rangesRead;

  /** Rows that were read, of both sides. */
  long rowsRead;
}
