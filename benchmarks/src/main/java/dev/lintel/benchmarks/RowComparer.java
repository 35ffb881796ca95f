package dev.lintel.benchmarks;

/** A way to compare the rows of two databases. */
interface RowComparer {

  /** Returns how many rows differ. */
  long differences(EqualDatabases databases);
}
