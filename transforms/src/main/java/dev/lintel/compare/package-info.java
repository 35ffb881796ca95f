/**
 * Compares the tables of two databases, each at a fixed snapshot, and reads almost no rows where
 * they are equal.
 *
 * <p>{@link dev.lintel.compare.CompareTables} is the entry point; {@link
 * dev.lintel.compare.TableComparison} says what is compared, {@link
 * dev.lintel.compare.RowDifference} what was found. Rows from elsewhere, such as those of an
 * export, are compared with {@link dev.lintel.compare.RowMerge}.
 */
package dev.lintel.compare;
